with judged as (
    select
        *,
        case
            when population_count = 0 or limit_value is null then 'no_data'
            when population_count < min_volume then 'insufficient'
            when is_over and statistic <> 'mean' and counted_bad < min_bad_count then 'watch'
            when is_over and confidence = 'wilson' and bad_low * 1000000 <= limit_ppm then 'at_risk'
            when is_over then 'breach'
            when is_over_warning then 'at_risk'
            else 'good'
        end as status,
        case when statistic <> 'mean' then rate_budget end as budget_allowed,
        case
            when statistic = 'mean' then 1.0 * mean_value / nullif(previous_mean_value, 0) - 1
            else bad_rate - previous_bad_rate
        end as change,
        {{ differs_beyond_chance(
            ['bad_rate', 'bad_low', 'bad_high'], ['previous_bad_rate', 'previous_bad_low', 'previous_bad_high']
        ) }} as is_beyond_chance
    from {{ ref('int_window_results') }}
)

select
    seller_id,
    program,
    metric_code,
    window_code,
    as_of_date,
    limiting_policy_id as policy_id,
    window_title,
    is_headline,
    window_start_date,
    window_end_date,
    statistic,
    comparator,
    {%- for value in ['limit_value', 'warn_value'] %}
    cast(
        case statistic when 'mean' then {{ value }} * units_per_value else {{ value }} / 100 end as decimal(18, 6)
    ) as {{ value }},
    {%- endfor %}
    min_volume,
    min_bad_count,
    is_limit_assumption,
    source_url,
    population_count,
    counted_bad as bad_count,
    bad_buyer_count,
    accountable_bad_count,
    {{ in_limit_direction('bad_rate') }} as rate,
    case when statistic = 'mean' then mean_value end as measured_value,
    {{ in_limit_direction("case statistic when 'good_rate' then bad_high else bad_low end") }} as wilson_low,
    {{ in_limit_direction("case statistic when 'good_rate' then bad_low else bad_high end") }} as wilson_high,
    status,
    immature_count > 0 as is_provisional,
    immature_count,
    pending_count,
    excluded_count,
    void_count,
    budget_allowed,
    budget_allowed - counted_bad as budget_left,
    case
        when is_over and statistic <> 'mean' and limit_ppm > 0 and window_end_date > as_of_date
            then {{ int_div('counted_bad * 1000000 + is_strict + limit_ppm - 1', 'limit_ppm') }} - population_count
    end as orders_to_recover,
    case
        when oldest_bad_date is null or unit = 'ever' then null
        when next_move_date is not null then next_move_date
        when unit = 'month' then cast(oldest_bad_date + length * interval '1' month as date)
        else cast(oldest_bad_date + (length + skip_days) * interval '1' day as date)
    end as next_rolloff_date,
    {{ in_limit_direction('previous_bad_rate') }} as previous_rate,
    case when statistic = 'mean' then previous_mean_value end as previous_measured_value,
    previous_population_count,
    case
        when population_count < min_volume or previous_population_count < min_volume then 'unknown'
        when statistic = 'mean' and change between -0.05 and 0.05 then 'flat'
        when statistic <> 'mean' and not is_beyond_chance then 'flat'
        when change < 0 then 'better'
        else 'worse'
    end as trend
from judged
