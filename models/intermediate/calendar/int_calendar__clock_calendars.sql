with business_clocks as (
    select clock_id, calendar_of, calendar_id
    from {{ ref('sla_clocks') }}
    where due_rule in ('business_days', 'business_hours')
),

order_countries as (
    select distinct 'ship_from_country' as calendar_of, ship_from_country as country
    from {{ ref('int_every_order') }}
    union
    select distinct 'buyer_country' as calendar_of, buyer_country as country
    from {{ ref('int_every_order') }}
)

select clock_id, calendar_id
from business_clocks
where calendar_of = 'fixed'
union
select c.clock_id, b.calendar_id
from business_clocks as c
inner join order_countries as o on o.calendar_of = c.calendar_of
inner join {{ ref('business_calendars') }} as b on b.calendar_id = lower(o.country) || '_' || c.calendar_id
union
-- An order that names no country is judged by the calendar of its program.
select c.clock_id, p.calendar_id
from business_clocks as c
cross join {{ ref('sla_programs') }} as p
where c.calendar_of <> 'fixed'
