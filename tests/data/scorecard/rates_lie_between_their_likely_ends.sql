select
    seller_id,
    metric_code,
    window_code,
    rate,
    wilson_low,
    wilson_high
from {{ ref('fct_seller_scorecards') }}
where
    (rate is null) <> (population_count = 0 or coalesce(statistic, 'none') not in ('bad_rate', 'good_rate'))
    or rate < wilson_low - 0.000001
    or rate > wilson_high + 0.000001
    or wilson_low < 0
    or wilson_high > 1
