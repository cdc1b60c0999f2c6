{{ config(unique_key=['program', 'as_of_date'], meta={'changes': 'int_scorecard_days', 'month_of': 'as_of_date'}) }}
select
    s.seller_id,
    s.program,
    s.metric_code,
    s.window_code,
    s.as_of_date,
    a.as_of_at,
    s.policy_id,
    s.is_headline,
    s.window_start_date,
    s.window_end_date,
    s.statistic,
    s.comparator,
    s.limit_value,
    s.population_count,
    s.bad_count,
    s.rate,
    s.measured_value,
    s.wilson_low,
    s.wilson_high,
    s.status,
    s.is_provisional,
    s.pending_count,
    s.void_count
from {{ ref('fct_seller_scorecards') }} as s
inner join {{ ref('int_scorecard_days') }} as d on s.program = d.program and s.as_of_date = d.as_of_date
cross join {{ ref('int_as_of') }} as a
