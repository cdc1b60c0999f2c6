-- Each calendar's slots follow one another without gap or overlap, over days of 23, 24 and 25 hours.
with steps as (
    select
        calendar_id, slot_no, slot_at,
        lag(slot_no) over (partition by calendar_id order by slot_no) as previous_slot_no,
        lag(slot_at) over (partition by calendar_id order by slot_no) as previous_slot_at
    from {{ ref('int_calendar__slots') }}
)

select calendar_id, slot_no, slot_at, previous_slot_at
from steps
where
    slot_no <> previous_slot_no + 1
    or {{ seconds_between('previous_slot_at', 'slot_at') }} <> {{ var('slot_seconds') }}
    or {{ slot_no('slot_at') }} <> slot_no
