{#- Every comparison with a limit is between integers, so no rounding can turn a verdict. -#}
with limits as (
    select
        l.*,
        case when l.statistic = 'mean' then l.measured_value_sum else p.measured_value end as value_total,
        case when l.statistic = 'mean' then l.measured_value_count else 1 end as value_parts,
        case when l.statistic = 'mean' then l.previous_measured_value_sum else p.previous_measured_value end as previous_value_total,
        case when l.statistic = 'mean' then l.previous_measured_value_count else 1 end as previous_value_parts
    from {{ ref('int_window_limits') }} as l
    left join {{ ref('int_window_percentiles') }} as p
        on l.seller_id = p.seller_id and l.program = p.program and l.metric_code = p.metric_code
        and l.window_code = p.window_code and l.period_no = p.period_no and l.choice = p.choice and l.statistic = p.statistic
)

select
    *,
    {{ is_beyond('limit', 'is_strict') }} as is_over,
    {{ is_beyond('warn', '0') }} as is_over_warning,
    case
        when statistic = 'bad_count' then limit_count - is_strict
        when population_count > 0 then {{ int_div('limit_ppm * population_count - is_strict', '1000000') }}
        else 0
    end as bad_budget,
    {{ wilson('counted_bad', 'nullif(population_count, 0)', -1) }} as bad_low,
    {{ wilson('counted_bad', 'nullif(population_count, 0)', 1) }} as bad_high,
    {{ share('counted_bad', 'population_count') }} as bad_rate,
    {{ share('accountable_bad_count', 'population_count') }} as accountable_bad_rate,
    {{ share('previous_bad_count', 'previous_population_count') }} as previous_bad_rate,
    {{ wilson('previous_bad_count', 'nullif(previous_population_count, 0)', -1) }} as previous_bad_low,
    {{ wilson('previous_bad_count', 'nullif(previous_population_count, 0)', 1) }} as previous_bad_high,
    cast(round(cast(value_total as decimal(18, 0)) / nullif(value_parts, 0), 0) as bigint) as value,
    cast(round(cast(previous_value_total as decimal(18, 0)) / nullif(previous_value_parts, 0), 0) as bigint) as previous_value
from limits
