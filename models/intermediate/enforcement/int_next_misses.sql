{#- A mean does not follow from how many are bad, so that one miss more says nothing of it. -#}
with one_more as (
    select
        seller_id,
        program,
        metric_code,
        statistic,
        is_value,
        is_at_least,
        is_strict,
        limit_ppm,
        limit_units,
        limit_count,
        value_total,
        value_parts,
        min_volume,
        min_bad_count,
        bad_rate,
        bad_budget,
        counted_for_minimum + 1 as counted_for_minimum,
        counted_bad + 1 as counted_bad,
        population_count + 1 as population_count
    from {{ ref('int_window_results') }}
    where period_no = 0 and is_headline and limit_value is not null
),

shares as (
    select
        *,
        {{ share('counted_bad', 'population_count') }} as next_bad_rate,
        {{ is_beyond('limit', 'is_strict') }} as is_over
    from one_more
    where not is_value
)

select
    seller_id,
    program,
    metric_code,
    {{ in_limit_direction('bad_rate') }} as rate,
    {{ in_limit_direction('next_bad_rate') }} as rate_if_missed,
    bad_budget - counted_bad + 1 as budget_left,
    is_over and population_count >= min_volume and counted_for_minimum >= min_bad_count as is_over_if_missed
from shares
