{#-
    A clock that stood still is due as much later: by calendar seconds, or by open seconds of its calendar. A pause that begins
    when the time is used up moves nothing, so no broken limit is mended; the start never moves.
-#}
{{ config(materialized='table') }}
{%- set metrics, clock = metrics_that_pause(), 'policy_id, policy_version, entity_id' -%}
with pauses as (
    select
        f.policy_id, f.policy_version, f.entity_id, f.due_rule, f.due_calendar_id, f.first_due_at, p.paused_at, p.resumed_at
    from {{ ref('int_first_due') }} as f
    inner join {{ ref('int_ticket_pauses') }} as p on f.metric_code = p.metric_code and f.entity_id = p.entity_id
    where
        f.due_rule in ('elapsed_hours', 'business_hours', 'business_days')
        and f.first_due_at is not null
        and {{ 'f.metric_code in (' ~ metrics ~ ')' if metrics else '1 = 1' }}
),

-- Where a moment is on the clock's own dial.
placed as (
    select
        {%- for moment in ['first_due', 'paused', 'resumed'] %}
        case
            when p.due_rule = 'elapsed_hours' then {{ seconds_between("timestamp '1970-01-01 00:00:00'", 'p.' ~ moment ~ '_at') }}
            else {{ open_seconds_at(moment ~ '_slot', 'p.' ~ moment ~ '_at') }}
        end as {{ moment }}_second,
        {%- endfor %}
        p.*
    from pauses as p
    left join {{ ref('int_calendar__slots') }} as first_due_slot
        on p.due_calendar_id = first_due_slot.calendar_id and {{ slot_no('p.first_due_at') }} = first_due_slot.slot_no
    left join {{ ref('int_calendar__slots') }} as paused_slot
        on p.due_calendar_id = paused_slot.calendar_id and {{ slot_no('p.paused_at') }} = paused_slot.slot_no
    left join {{ ref('int_calendar__slots') }} as resumed_slot
        on p.due_calendar_id = resumed_slot.calendar_id and {{ slot_no('p.resumed_at') }} = resumed_slot.slot_no
),

counted as (
    select
        *,
        coalesce(sum(resumed_second - paused_second) over (
            partition by {{ clock }} order by paused_at, resumed_at rows between unbounded preceding and 1 preceding
        ), 0) as stood_before
    from placed
),

moved as (
    select
        {{ clock }}, due_rule, due_calendar_id, first_due_at, first_due_second,
        cast(coalesce(sum(resumed_second - paused_second), 0) as bigint) as stood_seconds,
        bool_or(resumed_at is null) as is_standing
    from counted
    where paused_second - stood_before < first_due_second
    group by {{ clock }}, due_rule, due_calendar_id, first_due_at, first_due_second
)

select
    m.policy_id,
    m.policy_version,
    m.entity_id,
    case
        when m.is_standing then null
        when m.stood_seconds = 0 then m.first_due_at
        when m.due_rule = 'elapsed_hours' then m.first_due_at + m.stood_seconds * interval '1' second
        else s.slot_at + (m.first_due_second + m.stood_seconds - s.open_seconds_before) * interval '1' second
    end as due_at,
    m.is_standing
from moved as m
left join {{ ref('int_calendar__slots') }} as s
    on m.due_calendar_id = s.calendar_id
    and s.is_open
    and {{ int_div('m.first_due_second + m.stood_seconds + ' ~ (var('slot_seconds') - 1), var('slot_seconds')) }} = s.open_slot_no
