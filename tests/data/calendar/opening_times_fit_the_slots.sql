-- Hours, breaks and shifts must open before they close, within the day and on slot borders; else business time is wrong without a word.
with stretches as (
    select 'weekly_hours' as seed, working_week as owner, opens_minute, closes_minute from {{ ref('weekly_hours') }}
    union all
    select 'breaks', working_week, starts_minute, ends_minute from {{ ref('breaks') }}
    union all
    select 'shifts', calendar_id, opens_minute, closes_minute from {{ ref('shifts') }}
)

select
    seed, owner, opens_minute, closes_minute,
    'opens before it closes, 0 to 1440, in multiples of {{ var("slot_seconds") // 60 }}; a shift 0 to 0 closes' as what_is_allowed
from stretches
where
    opens_minute < 0
    or closes_minute > 1440
    or (opens_minute >= closes_minute and not (seed = 'shifts' and opens_minute = 0 and closes_minute = 0))
    or mod(opens_minute, {{ var('slot_seconds') // 60 }}) <> 0
    or mod(closes_minute, {{ var('slot_seconds') // 60 }}) <> 0
