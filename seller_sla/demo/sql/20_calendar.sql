-- Working days of the two countries that sellers ship from, and a clock that runs 9 hours on each of them (08:00-17:00 local).
-- Session variables: start_date, end_date (exclusive). Summer time is a rule here, so no time zone library is asked.

set variable calendar_start = getvariable('start_date') - 31;

set variable calendar_days = date_diff('day', getvariable('start_date'), getvariable('end_date')) + 31 + 150;

create or replace temp table calendar_day as
select
    country_no,
    country,
    getvariable('calendar_start') + cast(day_no as integer) as day,
    day_no,
from (values (0, 'CZ'), (1, 'GB')) as countries (country_no, country)
cross join range(getvariable('calendar_days')) as days (day_no);

create or replace temp table easter_sunday as
select day
from (values (date '2024-03-31'), (date '2025-04-20'), (date '2026-04-05'), (date '2027-03-28')) as sundays (day);

-- Fixed dates, days around Easter, and the British Mondays. Boxing Day on a Saturday moves to the Monday.
create or replace temp table holiday as
with fixed as (
    select country, day
    from calendar_day
    where (country = 'CZ' and strftime(day, '%m-%d') in (
        '01-01', '05-01', '05-08', '07-05', '07-06', '09-28', '10-28', '11-17', '12-24', '12-25', '12-26'
    ))
    or (country = 'GB' and strftime(day, '%m-%d') in ('01-01', '12-25', '12-26'))
    or (country = 'GB' and strftime(day, '%m-%d') = '12-28' and isodow(day) = 1)
),

around_easter as (
    select countries.country, easter_sunday.day + countries.shift as day
    from easter_sunday
    cross join (values ('CZ', -2), ('CZ', 1), ('GB', -2), ('GB', 1)) as countries (country, shift)
),

mondays as (
    select country, day
    from calendar_day
    where country = 'GB' and isodow(day) = 1 and (
        (month(day) = 5 and day(day) <= 7)
        or (month(day) in (5, 8) and day(day) >= 25)
    )
)

select country, day from fixed
union
select country, day from around_easter
union
select country, day from mondays;

create or replace temp table work_calendar as
with marked as (
    select
        c.country_no,
        c.day_no,
        c.day,
        isodow(c.day) <= 5 and h.day is null as is_work_day,
    from calendar_day as c
    left join holiday as h on c.country = h.country and c.day = h.day
)

select
    country_no,
    day_no,
    day,
    is_work_day,
    count(*) filter (where is_work_day)
        over (partition by country_no order by day_no rows between unbounded preceding and 1 preceding) as work_days_before,
from marked;

-- The calendar as three lists, so that a macro can look up a day. Position: country_no * calendar_days + number + 1.
set variable work_days_before = (select list(work_days_before order by country_no, day_no) from work_calendar);

set variable is_work_day = (select list(cast(is_work_day as integer) order by country_no, day_no) from work_calendar);

set variable work_dates = (
    select list(w.day order by c.country_no, c.day_no)
    from calendar_day as c
    left join work_calendar as w
        on c.country_no = w.country_no and c.day_no = w.work_days_before and w.is_work_day
);

create or replace macro country_no(country) as
    case when country = 'GB' then 1 else 0 end;

create or replace macro last_sunday(y, m) as
    last_day(make_date(y, m, 1)) - cast(dayofweek(last_day(make_date(y, m, 1))) as integer);

-- Hours ahead of UTC: both countries change at 01:00 UTC on the last Sundays of March and October.
create or replace macro utc_offset_hours(country, utc) as
    case when country = 'GB' then 0 else 1 end
    + case
        when utc >= last_sunday(year(utc), 3) + interval '1 hour' and utc < last_sunday(year(utc), 10) + interval '1 hour'
            then 1
        else 0
    end;

create or replace macro to_local(country, utc) as
    utc + to_hours(utc_offset_hours(country, utc));

-- Used between 02:00 and midnight local only, where the offset of the same reading in UTC is the right one.
create or replace macro to_utc(country, local_time) as
    local_time - to_hours(utc_offset_hours(country, local_time));

create or replace macro calendar_position(country, number) as
    cast(country_no(country) * getvariable('calendar_days') + number + 1 as bigint);

create or replace macro day_number(day) as
    date_diff('day', getvariable('calendar_start'), day);

create or replace macro local_date(country, utc) as
    cast(to_local(country, utc) as date);

create or replace macro work_days_before(country, day) as
    list_extract(getvariable('work_days_before'), calendar_position(country, day_number(day)));

create or replace macro is_work_day(country, day) as
    list_extract(getvariable('is_work_day'), calendar_position(country, day_number(day)));

create or replace macro work_date(country, number) as
    list_extract(getvariable('work_dates'), calendar_position(country, number));

-- The n-th working day after a date.
create or replace macro work_days_after(country, day, n) as
    work_date(country, work_days_before(country, day) + is_work_day(country, day) + n - 1);

create or replace macro day_end(country, day) as
    to_utc(country, day + time '23:59:59');

-- Working seconds since the start of the calendar; time outside of working hours adds nothing.
create or replace macro work_clock(country, utc) as
    work_days_before(country, local_date(country, utc)) * 32400
    + is_work_day(country, local_date(country, utc))
    * greatest(0, least(32400, date_diff('second', local_date(country, utc) + time '08:00:00', to_local(country, utc))));

create or replace macro work_time(country, clock) as
    to_utc(country, work_date(country, clock // 32400) + time '08:00:00' + to_seconds(clock % 32400));

create or replace macro after_work(country, utc, seconds) as
    work_time(country, work_clock(country, utc) + seconds);

-- Everything is exported every night at 05:30 UTC.
create or replace macro next_export(utc) as
    date_trunc('day', utc - interval '330 minutes') + interval '1770 minutes';
