{%- set spans = {
    'first_response': 'first_reply_at',
    'resolution': 'case when is_solved then last_solved_at end',
    'first_resolution': 'first_solved_at',
} -%}
{%- for metric, stop in spans.items() %}
select
    '{{ metric }}' as metric_code,
    ticket_id,
    ticket_id as entity_id,
    cast(null as bigint) as event_no,
    opened_at as started_at,
    {{ stop }} as stopped_at
from {{ ref('int_tickets') }}
union all
{%- endfor %}
-- Until the first reply it is the first response that somebody waits for.
select
    'next_response',
    ticket_id,
    ticket_id || ':' || cast(event_no as {{ text_type() }}),
    event_no,
    event_at,
    case when solution_no is null or reply_no < solution_no then reply_at end
from {{ ref('int_ticket_turns') }}
where begins_wait and reply_count > 0
