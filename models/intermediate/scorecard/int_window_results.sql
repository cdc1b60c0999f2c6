{#- Every comparison with a limit is between integers, so no rounding can turn a verdict. -#}
select
    *,
    case statistic
        when 'mean' then measured_value_sum * 10000 + is_strict > limit_units * measured_value_count
        else counted_bad * 1000000 + is_strict > limit_ppm * population_count
    end as is_over,
    case statistic
        when 'mean' then measured_value_sum * 10000 > warn_units * measured_value_count
        else counted_bad * 1000000 > warn_ppm * population_count
    end as is_over_warning,
    case when population_count > 0 then {{ int_div('limit_ppm * population_count - is_strict', '1000000') }} else 0 end as rate_budget,
    {{ wilson('counted_bad', 'nullif(population_count, 0)', -1) }} as bad_low,
    {{ wilson('counted_bad', 'nullif(population_count, 0)', 1) }} as bad_high,
    {{ share('counted_bad', 'population_count') }} as bad_rate,
    {{ share('previous_bad_count', 'previous_population_count') }} as previous_bad_rate,
    {{ wilson('previous_bad_count', 'nullif(previous_population_count, 0)', -1) }} as previous_bad_low,
    {{ wilson('previous_bad_count', 'nullif(previous_population_count, 0)', 1) }} as previous_bad_high,
    cast(round(cast(measured_value_sum as decimal(18, 0)) / nullif(measured_value_count, 0), 0) as bigint) as mean_value,
    cast(round(cast(previous_measured_value_sum as decimal(18, 0)) / nullif(previous_measured_value_count, 0), 0) as bigint)
        as previous_mean_value
from {{ ref('int_window_limits') }}
