select clock_id, calendar_id, slot_no, due_at, cast(null as timestamp) as due_base_at
from {{ ref('int_calendar__due_by_days') }}
union all
select clock_id, calendar_id, slot_no, due_at, due_base_at
from {{ ref('int_calendar__due_by_hours') }}
