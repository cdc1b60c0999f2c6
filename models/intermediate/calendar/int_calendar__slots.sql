{#- Local time is only ever derived from UTC, so no local time is missing or counted twice when a clock changes. -#}
{%- set slot_minutes = var('slot_seconds') // 60 -%}
{%- set slots_of_day = integers(1440 // slot_minutes) -%}
with utc_slots as (
    select
        cast(c.first_date as timestamp) - interval '1' day
        + (d.n * 1440 + m.n * {{ slot_minutes }}) * interval '1' minute as slot_at
    from (select min(first_date) as first_date, max(last_date) as last_date from {{ ref('int_calendar__in_use') }}) as c
    cross join {{ integers(10000) }} as d
    cross join {{ slots_of_day }} as m
    where cast(c.first_date as timestamp) + d.n * interval '1' day <= cast(c.last_date as timestamp) + interval '2' day
),

local_times as (
    select
        c.calendar_id, c.country, b.working_week, c.first_date, c.last_date, u.slot_at,
        {{ utc_to_local('u.slot_at', 'c.timezone') }} as local_at
    from {{ ref('int_calendar__in_use') }} as c
    inner join {{ ref('business_calendars') }} as b on b.calendar_id = c.calendar_id
    cross join utc_slots as u
),

places as (
    select
        calendar_id, country, working_week, slot_at,
        {{ slot_no('slot_at') }} as slot_no,
        cast(local_at as date) as local_date,
        cast(extract(hour from local_at) as bigint) * 60 + cast(extract(minute from local_at) as bigint) as local_minute,
        cast(extract(day from (date_trunc('day', local_at) - date_trunc('week', local_at))) as bigint) as weekday
    from local_times
    where cast(local_at as date) between first_date and last_date
),

shift_slots as (
    select
        s.calendar_id, s.local_date, m.n * {{ slot_minutes }} as local_minute,
        bool_or(m.n * {{ slot_minutes }} >= s.opens_minute and m.n * {{ slot_minutes }} < s.closes_minute) as is_open
    from {{ ref('shifts') }} as s
    cross join {{ slots_of_day }} as m
    group by s.calendar_id, s.local_date, m.n
),

openings as (
    select
        p.calendar_id, p.slot_no, p.slot_at, p.local_date, p.local_minute,
        coalesce(s.is_open, w.working_week is not null and h.country is null) as is_open
    from places as p
    left join {{ ref('int_calendar__week') }} as w
        on w.working_week = p.working_week and w.weekday = p.weekday and w.local_minute = p.local_minute
    left join {{ ref('holidays') }} as h on h.country = p.country and h.local_date = p.local_date
    left join shift_slots as s
        on s.calendar_id = p.calendar_id and s.local_date = p.local_date and s.local_minute = p.local_minute
),

counted as (
    select
        calendar_id, slot_no, slot_at, local_date, local_minute, is_open,
        count(case when is_open then 1 end) over (partition by calendar_id order by slot_no) as open_slot_no
    from openings
)

select
    calendar_id, slot_no, slot_at, local_date, local_minute, is_open, open_slot_no,
    (open_slot_no - case when is_open then 1 else 0 end) * {{ var('slot_seconds') }} as open_seconds_before
from counted
