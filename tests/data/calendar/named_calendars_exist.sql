-- Every calendar that a program or a clock names is in seeds/calendar/business_calendars.csv, or its orders would vanish.
with named as (
    select 'program ' || program as named_by, calendar_id from {{ ref('sla_programs') }}
    union all
    select 'clock ' || clock_id, calendar_id from {{ ref('sla_clocks') }} where calendar_of = 'fixed'
)

select n.named_by, n.calendar_id
from named as n
left join {{ ref('business_calendars') }} as c on c.calendar_id = n.calendar_id
where c.calendar_id is null
union all
-- A clock of a country names a working week that at least one country has.
select 'clock ' || k.clock_id, k.calendar_id
from {{ ref('sla_clocks') }} as k
left join {{ ref('business_calendars') }} as c on c.calendar_id = lower(c.country) || '_' || k.calendar_id
where k.calendar_of in ('ship_from_country', 'buyer_country') and c.calendar_id is null
