{%- set last = {'as_of_at': 'timestamp', 'fingerprint': text_type(), 'run_id': text_type()} -%}
{%- set attempt = {'as_of_at': 'timestamp', 'run_id': text_type(), 'everything_because': text_type()} -%}
with last as (
    {{ previous_row('int_judged_state', last) }}
),

{#- The build before this one, which may have broken off and left the marts between two states. -#}
attempt as (
    {{ previous_row('int_judging', attempt) }}
)

select
    a.as_of_at,
    '{{ judging_fingerprint() }}' as fingerprint,
    '{{ invocation_id }}' as run_id,
    l.as_of_at as previous_as_of_at,
    l.run_id as previous_run_id,
    case
        when l.run_id is null then 'there is no earlier build, or --full-refresh'
        {%- if target.type == 'spark' %}
        -- It overwrites one month after the other, so a month may be gone.
        when t.run_id is distinct from l.run_id then 'the last build did not finish'
        {%- endif %}
        when l.fingerprint <> '{{ judging_fingerprint() }}' then 'a model, seed or variable changed that verdicts depend on'
        {%- for mart in kept_marts() if not previous(mart) %}
        when true then '{{ mart }} is missing'
        {%- endfor %}
        when t.run_id <> l.run_id and t.everything_because is not null then 'the last build judged every order and did not finish'
        when a.as_of_at is null or a.as_of_at < l.as_of_at or a.as_of_at < t.as_of_at then 'as_of went back'
    end as everything_because
from {{ ref('int_as_of') }} as a
cross join last as l
cross join attempt as t
