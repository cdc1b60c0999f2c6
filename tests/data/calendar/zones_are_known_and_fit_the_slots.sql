-- A zone whose clock is not on slot borders would lose open time. An unknown zone was told before, by {{ ref('int_seed_mistakes') }};
-- where the engine has no list of zones, it stops this query with its name.
with clocks as (
    select
        c.calendar_id, c.timezone, i.instant_at,
        {{ utc_to_local('i.instant_at', 'c.timezone') }} as local_at
    from {{ ref('business_calendars') }} as c
    cross join (values (timestamp '2016-01-01 00:00:00'), (timestamp '2030-07-01 00:00:00')) as i (instant_at)
)

select calendar_id, timezone, instant_at, local_at
from clocks
where
    local_at is null
    or mod({{ seconds_between('instant_at', 'local_at') }}, {{ var('slot_seconds') }}) <> 0
