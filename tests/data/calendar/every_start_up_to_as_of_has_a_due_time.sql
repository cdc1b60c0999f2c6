-- Nothing that has started may lack a due time because the calendar ends too early. When this fails because the known
-- holidays end, run scripts/make_holidays.py with more years.
with starts as (
    select u.clock_id, s.calendar_id, count(*) as slot_count
    from {{ ref('int_calendar__slots') }} as s
    inner join {{ ref('int_calendar__clock_calendars') }} as u on u.calendar_id = s.calendar_id
    cross join {{ ref('int_as_of') }} as a
    where s.slot_at <= a.as_of_at
    group by u.clock_id, s.calendar_id
),

dues as (
    select d.clock_id, d.calendar_id, count(*) as slot_count
    from {{ ref('int_calendar__due_times') }} as d
    inner join {{ ref('int_calendar__slots') }} as s on s.calendar_id = d.calendar_id and s.slot_no = d.slot_no
    cross join {{ ref('int_as_of') }} as a
    where s.slot_at <= a.as_of_at
    group by d.clock_id, d.calendar_id
)

select s.clock_id, s.calendar_id, s.slot_count as started_slot_count, d.slot_count as due_slot_count
from starts as s
left join dues as d on d.clock_id = s.clock_id and d.calendar_id = s.calendar_id
where d.slot_count is distinct from s.slot_count
