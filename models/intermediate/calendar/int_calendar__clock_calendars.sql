with business_clocks as (
    select distinct
        c.clock_id,
        c.calendar_of,
        c.calendar_id,
        g.calendar_id as program_calendar_id
    from {{ ref('sla_clocks') }} as c
    inner join {{ ref('sla_policies') }} as p on c.clock_id = p.clock_id
    inner join {{ ref('int_programs_in_use') }} as g on p.program = g.program
    where c.due_rule in ('business_days', 'business_hours')
),

countries as (
    select distinct 'ship_from_country' as calendar_of, ship_from_country as country
    from {{ ref('int_every_order') }}
    union
    select distinct 'buyer_country' as calendar_of, buyer_country as country
    from {{ ref('int_every_order') }}
    union
    select distinct 'seller_country' as calendar_of, country
    from {{ ref('int_known__sellers') }}
    union
    select distinct 'marketplace' as calendar_of, country
    from {{ ref('sales_channels') }}
)

select clock_id, calendar_id
from business_clocks
where calendar_of = 'fixed'
union
select c.clock_id, b.calendar_id
from business_clocks as c
inner join countries as o on o.calendar_of = c.calendar_of
inner join {{ ref('business_calendars') }} as b on b.calendar_id = lower(o.country) || '_' || c.calendar_id
union
-- An order that names no country is judged by the calendar of its program.
select clock_id, program_calendar_id as calendar_id
from business_clocks
where calendar_of <> 'fixed'
