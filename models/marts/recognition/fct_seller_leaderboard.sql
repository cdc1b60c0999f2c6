with places as (
    {{ fairly_ranked(ref('fct_seller_scorecards')) }}
),

earlier_places as (
    {{ fairly_ranked(ref('fct_seller_scorecard_history')) }}
),

earlier_days as (
    select
        d.program,
        max(e.as_of_date) as as_of_date
    from (select distinct program, as_of_date from places) as d
    inner join earlier_places as e
        on d.program = e.program and e.as_of_date <= d.as_of_date - {{ var('leaderboard_days') }} * interval '1' day
    group by d.program
)

select
    p.seller_id,
    p.program,
    p.metric_code,
    p.window_code,
    p.as_of_date,
    p.population_count,
    p.rate,
    p.wilson_low,
    p.wilson_high,
    p.status,
    p.place,
    p.ranked_count,
    e.as_of_date as previous_date,
    e.place as previous_place,
    e.place - p.place as places_gained
from places as p
left join earlier_days as d on p.program = d.program
left join earlier_places as e
    on p.seller_id = e.seller_id and p.program = e.program and p.metric_code = e.metric_code and p.window_code = e.window_code
    and d.as_of_date = e.as_of_date
