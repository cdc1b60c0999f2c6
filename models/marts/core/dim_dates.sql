with span as (
    select cast(min(first_date) as timestamp) as first_day, cast(max(last_date) as timestamp) as last_day
    from {{ ref('int_calendar__in_use') }}
),

days as (
    select s.first_day + d.n * interval '1' day as day_at
    from span as s
    cross join {{ integers(10000) }} as d
    where s.first_day + d.n * interval '1' day <= s.last_day
)

select
    cast(day_at as date) as date_day,
    cast(date_trunc('week', day_at) as date) as week_start_date,
    cast(date_trunc('month', day_at) as date) as month_start_date,
    cast(date_trunc('quarter', day_at) as date) as quarter_start_date,
    cast(extract(year from day_at) as bigint) as year_number,
    cast(extract(day from (day_at - date_trunc('week', day_at))) as bigint) as weekday_number
from days
