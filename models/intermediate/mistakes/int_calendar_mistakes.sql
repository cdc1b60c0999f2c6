{#- What would make business time wrong without a word. -#}
{%- set slot = var('slot_seconds') // 60 -%}
with stretches as (
    select 'weekly_hours' as seed, working_week as owner, opens_minute, closes_minute
    from {{ ref('weekly_hours') }}
    union all
    select 'breaks', working_week, starts_minute, ends_minute
    from {{ ref('breaks') }}
    union all
    select 'shifts', concat(calendar_id, ', ', local_date), opens_minute, closes_minute
    from {{ ref('shifts') }}
),

mistakes as (
    select
        seed,
        concat(
            seed, '.csv: ', owner, ' is from minute ', opens_minute, ' to ', closes_minute,
            ': it must begin before it ends, from 0 to 1440, in multiples of {{ slot }}.'
        ) as sentence
    from stretches
    where
        opens_minute < 0
        or closes_minute > 1440
        or mod(opens_minute, {{ slot }}) <> 0
        or mod(closes_minute, {{ slot }}) <> 0
        or (opens_minute >= closes_minute and not (seed = 'shifts' and opens_minute = 0 and closes_minute = 0))
    union all
    select 'sla_clocks', concat('Clock ', clock_id, ' cuts off at minute ', cutoff_minute, ', which is not a multiple of {{ slot }}.')
    from {{ ref('sla_clocks') }}
    where mod(cutoff_minute, {{ slot }}) <> 0
    union all
    select 'sla_clocks', concat('Clock ', k.clock_id, ' names the calendar "', k.calendar_id, '", which is not in business_calendars.')
    from {{ ref('sla_clocks') }} as k
    left join {{ ref('business_calendars') }} as c on k.calendar_id = c.calendar_id
    where k.calendar_of = 'fixed' and c.calendar_id is null
    union all
    select 'sla_clocks', concat('Clock ', k.clock_id, ' names the working week "', k.calendar_id, '", of which no country has a calendar.')
    from {{ ref('sla_clocks') }} as k
    left join {{ ref('business_calendars') }} as c on c.calendar_id = concat(lower(c.country), '_', k.calendar_id)
    where k.calendar_of not in ('none', 'fixed') and c.calendar_id is null
)

select
    seed,
    sentence
from mistakes
