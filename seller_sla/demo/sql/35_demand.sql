-- Session variables: start_date, end_date (exclusive).

-- How many orders a day attracts: the marketplace grows in the last months, and weekends are quieter.
create or replace temp table day_share as
with days as (
    select distinct day, date_diff('month', day, getvariable('end_date')) as months_before_end
    from calendar_day
    where day >= getvariable('start_date') and day < getvariable('end_date')
),

weights as (
    select
        day,
        coalesce(list_extract([29, 21, 16, 13, 11], months_before_end), 10)
        * case isodow(day) when 6 then 7 when 7 then 8 else 10 end as weight
    from days
)

select
    day,
    cast(sum(weight) over (order by day) - weight as bigint) as first_share,
    cast(sum(weight) over () as bigint) as total_share
from weights;
