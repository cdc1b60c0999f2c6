{%- set slot_minutes = var('slot_seconds') // 60 -%}
with minutes as (
    select n * {{ slot_minutes }} as local_minute
    from {{ integers(1440 // slot_minutes) }} as numbers
)

select distinct
    h.working_week,
    h.weekday,
    m.local_minute
from {{ ref('weekly_hours') }} as h
inner join minutes as m on m.local_minute >= h.opens_minute and m.local_minute < h.closes_minute
left join {{ ref('breaks') }} as b
    on b.working_week = h.working_week
    and b.weekday = h.weekday
    and b.starts_minute <= m.local_minute
    and b.ends_minute > m.local_minute
where b.working_week is null
