{%- set slot = var('slot_seconds') ~ " * interval '1' second" -%}
with days as (
    select
        calendar_id,
        local_date,
        min(slot_at) as starts_at,
        max(slot_at) + {{ slot }} as ends_at,
        min(case when is_open then slot_at end) as opens_at,
        max(case when is_open then slot_at end) + {{ slot }} as closes_at
    from {{ ref('int_calendar__slots') }}
    group by calendar_id, local_date
)

select
    d.calendar_id,
    d.local_date,
    d.starts_at,
    d.ends_at,
    d.opens_at,
    d.closes_at,
    d.opens_at is not null as is_business_day,
    h.local_date is not null as is_holiday,
    h.name as holiday_name,
    count(d.opens_at) over (partition by d.calendar_id order by d.local_date) as business_day_no
from days as d
inner join {{ ref('business_calendars') }} as c on c.calendar_id = d.calendar_id
left join {{ ref('holidays') }} as h on h.country = c.country and h.local_date = d.local_date
