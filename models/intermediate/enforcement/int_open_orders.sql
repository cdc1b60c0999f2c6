{#- Beyond the days that calendars are made for, nobody knows the business time left. -#}
with open_orders as (
    select
        o.policy_id,
        o.policy_version,
        o.program,
        o.metric_code,
        o.entity_id,
        o.order_id,
        o.subject_id,
        o.seller_id,
        o.due_at,
        a.as_of_at,
        g.calendar_id,
        {{ seconds_between('a.as_of_at', 'o.due_at') }} as seconds_left
    from {{ ref('fct_sla_outcomes') }} as o
    inner join {{ ref('sla_programs') }} as g on o.program = g.program
    cross join {{ ref('int_as_of') }} as a
    where o.verdict = 'pending' and o.due_at is not null
),

steps as (
    select
        step_no,
        coalesce(lag(within_seconds) over (order by step_no), 0) as from_seconds,
        within_seconds
    from {{ ref('at_risk_steps') }}
)

select
    o.*,
    s.step_no,
    {{ business_seconds('a', 'o.as_of_at', 'b', 'o.due_at') }} as business_seconds_left
from open_orders as o
inner join steps as s
    on o.seconds_left >= s.from_seconds and (s.within_seconds is null or o.seconds_left < s.within_seconds)
left join {{ ref('int_calendar__slots') }} as a on o.calendar_id = a.calendar_id and {{ slot_no('o.as_of_at') }} = a.slot_no
left join {{ ref('int_calendar__slots') }} as b on o.calendar_id = b.calendar_id and {{ slot_no('o.due_at') }} = b.slot_no
