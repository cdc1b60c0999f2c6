-- Local dates and business days per UTC hour: every clock change of these zones falls on a whole hour.

create temp table calendar as
select calendar_id, country, timezone
from read_csv(getvariable('seeds') || '/calendar/business_calendars.csv')
where
    calendar_id in ('cz_mon_fri', 'us_mon_fri')
    or calendar_id in (select distinct lower(ship_from_country) || '_mon_fri' from known_order);

create temp table local_hour as
with hours as (
    select unnest(range(
        (select date_trunc('month', min(ordered_at)) - interval 1 month from known_order),
        getvariable('as_of') + interval 2 month,
        interval 1 hour
    )) as hour_at
)

select
    c.calendar_id,
    hour_of(h.hour_at) as hour_no,
    h.hour_at,
    cast(timezone(c.timezone, timezone('UTC', h.hour_at)) as date) as local_date
from calendar as c cross join hours as h;

-- The end of the next business day; what comes in on a day off counts as coming in on the next business day.
create temp table next_business_day as
with days as (
    select h.calendar_id, h.local_date, max(h.hour_at) + interval '59 minutes 59 seconds' as last_second
    from local_hour as h
    group by h.calendar_id, h.local_date
),

holidays as (
    select lower(country) || '_mon_fri' as calendar_id, local_date
    from read_csv(getvariable('seeds') || '/calendar/holidays.csv')
),

numbered as (
    select
        d.*,
        isodow(d.local_date) < 6 and f.local_date is null as is_open,
        count(*) filter (isodow(d.local_date) < 6 and f.local_date is null) over (
            partition by d.calendar_id order by d.local_date
        ) as open_no
    from days as d
    left join holidays as f on d.calendar_id = f.calendar_id and d.local_date = f.local_date
),

due_days as (
    select d.calendar_id, d.local_date, n.last_second as due_at
    from numbered as d
    inner join numbered as n
        on d.calendar_id = n.calendar_id and n.is_open and n.open_no = d.open_no + if(d.is_open, 1, 2)
)

select h.calendar_id, h.hour_no, d.due_at
from local_hour as h
inner join due_days as d on h.calendar_id = d.calendar_id and h.local_date = d.local_date;

create temp table prague_hour as select hour_no, local_date from local_hour where calendar_id = 'cz_mon_fri';
create temp table new_york_hour as select hour_no, local_date from local_hour where calendar_id = 'us_mon_fri';
