{#- Days before the first order, or ticket, for events dated early; days after as_of for the longest due time, with holidays between. -#}
{%- set margin_days = 31 -%}
with named as (
    select calendar_id from {{ ref('int_programs_in_use') }}
    union
    select calendar_id from {{ ref('int_calendar__clock_calendars') }}
),

longest_clock as (
    select coalesce(max(amount), 0) as day_count
    from {{ ref('sla_clocks') }}
    where due_rule in ('business_days', 'business_hours')
),

beginnings as (
    select ordered_at as begun_at from {{ ref('int_every_order') }}
    union all
    select opened_at from {{ ref('int_every_ticket') }}
),

data_days as (
    select
        cast(min(b.begun_at) - {{ margin_days }} * interval '1' day as date) as first_date,
        cast(a.as_of_at + ({{ margin_days }} + 3 * c.day_count) * interval '1' day as date) as last_date
    from beginnings as b
    cross join {{ ref('int_as_of') }} as a
    cross join longest_clock as c
    group by a.as_of_at, c.day_count
),

-- No due time is made up for a year whose holidays are not known.
known_years as (
    select
        cast(date_trunc('year', min(local_date)) as date) as first_date,
        cast(date_trunc('year', max(local_date)) + interval '1' year - interval '1' day as date) as last_date
    from {{ ref('holidays') }}
)

select
    b.calendar_id,
    b.country,
    b.timezone,
    case when d.first_date < k.first_date then k.first_date else d.first_date end as first_date,
    case when d.last_date > k.last_date then k.last_date else d.last_date end as last_date
from named as n
inner join {{ ref('business_calendars') }} as b on b.calendar_id = n.calendar_id
cross join data_days as d
cross join known_years as k
