-- A cut-off within a slot would move orders by up to a slot; a due minute may be any minute of the day.
select clock_id, cutoff_minute, due_minute
from {{ ref('sla_clocks') }}
where
    mod(cutoff_minute, {{ var('slot_seconds') // 60 }}) <> 0
    or cutoff_minute not between 0 and 1440
    or due_minute not between 0 and 1439
