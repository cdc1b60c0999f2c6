with starts as (
    select
        c.clock_id,
        s.calendar_id,
        s.slot_no,
        s.is_open,
        s.open_slot_no - case when s.is_open then 1 else 0 end
        + c.amount * {{ 3600 // var('slot_seconds') }} as last_open_slot_no
    from {{ ref('sla_clocks') }} as c
    inner join {{ ref('int_calendar__clock_calendars') }} as u on u.clock_id = c.clock_id
    inner join {{ ref('int_calendar__slots') }} as s on s.calendar_id = u.calendar_id
    where c.due_rule = 'business_hours'
)

-- At the first second of a slot the time is up when the last open slot ends; a start within an open slot runs into the next.
select
    s.clock_id,
    s.calendar_id,
    s.slot_no,
    last_slot.slot_at + {{ var('slot_seconds') }} * interval '1' second as due_at,
    case when s.is_open then next_slot.slot_at end as due_base_at
from starts as s
inner join {{ ref('int_calendar__slots') }} as last_slot
    on last_slot.calendar_id = s.calendar_id and last_slot.is_open and last_slot.open_slot_no = s.last_open_slot_no
inner join {{ ref('int_calendar__slots') }} as next_slot
    on next_slot.calendar_id = s.calendar_id and next_slot.is_open and next_slot.open_slot_no = s.last_open_slot_no + 1
