-- Working days of the two countries that sellers ship from, and a clock that runs 9 hours on each of them (08:00-17:00 local).
-- Session variables: start_date, end_date (exclusive). Summer time is a rule here, so no time zone library is asked.

set variable calendar_start = getvariable('start_date') - 31;

set variable calendar_days = date_diff('day', getvariable('start_date'), getvariable('end_date')) + 31 + 150;

-- The third calendar is that of a shop which closes for a holiday.
create or replace temp table calendar_day as
select
    calendar_no,
    calendar,
    country,
    getvariable('calendar_start') + cast(day_no as integer) as day,
    day_no
from (values (0, 'CZ', 'CZ'), (1, 'GB', 'GB'), (2, 'CZ closed in May', 'CZ')) as calendars (calendar_no, calendar, country)
cross join range(getvariable('calendar_days')) as days (day_no);

create or replace temp table easter_sunday as
select day
from (values (date '2024-03-31'), (date '2025-04-20'), (date '2026-04-05'), (date '2027-03-28')) as sundays (day);

-- Fixed dates, days around Easter, and the British Mondays. Boxing Day on a Saturday moves to the Monday.
create or replace temp table holiday as
with days as (
    select distinct country, day
    from calendar_day
),

fixed as (
    select country, day
    from days
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
    from days
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

-- Both countries change their clocks on the last Sundays of March and October.
create or replace macro last_sunday(y, m) as
last_day(make_date(y, m, 1)) - cast(dayofweek(last_day(make_date(y, m, 1))) as integer);

create or replace temp table work_calendar as
with marked as (
    select
        c.calendar_no,
        c.calendar,
        c.day_no,
        c.day,
        isodow(c.day) <= 5
        and h.day is null
        and not (c.calendar = 'CZ closed in May' and c.day between date '2026-05-01' and date '2026-05-10') as is_work_day,
        case when c.country = 'GB' then 0 else 1 end
        + cast(c.day >= last_sunday(year(c.day), 3) and c.day < last_sunday(year(c.day), 10) as integer) as utc_offset_hours
    from calendar_day as c
    left join holiday as h on c.country = h.country and c.day = h.day
)

select
    *,
    count(*) filter (where is_work_day)
        over (partition by calendar_no order by day_no rows between unbounded preceding and 1 preceding) as work_days_before
from marked;

-- The calendars as lists, so that a macro can look up a day. Position: calendar_no * calendar_days + number + 1.
set variable work_days_before = (select list(work_days_before order by calendar_no, day_no) from work_calendar);

set variable is_work_day = (select list(cast(is_work_day as integer) order by calendar_no, day_no) from work_calendar);

set variable utc_offset_hours = (select list(utc_offset_hours order by calendar_no, day_no) from work_calendar);

set variable work_dates = (
    select list(w.day order by c.calendar_no, c.day_no)
    from calendar_day as c
    left join work_calendar as w
        on c.calendar_no = w.calendar_no and c.day_no = w.work_days_before and w.is_work_day
);

create or replace macro calendar_position(calendar, number) as
cast(
    case calendar when 'CZ' then 0 when 'GB' then 1 else 2 end * getvariable('calendar_days') + number + 1 as bigint
);

create or replace macro day_number(day) as
date_diff('day', getvariable('calendar_start'), day);

create or replace macro utc_offset_hours(calendar, day) as
list_extract(getvariable('utc_offset_hours'), calendar_position(calendar, day_number(day)));

create or replace macro to_local(calendar, utc) as
utc + to_hours(utc_offset_hours(calendar, cast(utc as date)));

-- Used between 08:00 and midnight local only: the clocks change before that.
create or replace macro to_utc(calendar, local_time) as
local_time - to_hours(utc_offset_hours(calendar, cast(local_time as date)));

create or replace macro local_date(calendar, utc) as
cast(to_local(calendar, utc) as date);

create or replace macro work_days_before(calendar, day) as
list_extract(getvariable('work_days_before'), calendar_position(calendar, day_number(day)));

create or replace macro is_work_day(calendar, day) as
list_extract(getvariable('is_work_day'), calendar_position(calendar, day_number(day)));

create or replace macro work_date(calendar, number) as
list_extract(getvariable('work_dates'), calendar_position(calendar, number));

-- The n-th working day after a date.
create or replace macro work_days_after(calendar, day, n) as
work_date(calendar, work_days_before(calendar, day) + is_work_day(calendar, day) + n - 1);

create or replace macro day_end(calendar, day) as
to_utc(calendar, day + time '23:59:59');

-- Working seconds since the start of the calendar; time outside of working hours adds nothing.
create or replace macro work_clock(calendar, utc) as
work_days_before(calendar, local_date(calendar, utc)) * 32400
+ is_work_day(calendar, local_date(calendar, utc))
* greatest(0, least(32400, date_diff('second', local_date(calendar, utc) + time '08:00:00', to_local(calendar, utc))));

create or replace macro work_time(calendar, clock) as
to_utc(calendar, work_date(calendar, clock // 32400) + time '08:00:00' + to_seconds(clock % 32400));

-- Everything is exported every night at 05:30 UTC.
create or replace macro next_export(utc) as
date_trunc('day', utc - interval '330 minutes') + interval '1770 minutes';
