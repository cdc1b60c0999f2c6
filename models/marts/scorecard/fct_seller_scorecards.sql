with results as (
    select
        r.*,
        v.severity_code,
        b.within_limit_on
    from {{ ref('int_window_results') }} as r
    left join {{ ref('int_window_severities') }} as v
        on r.seller_id = v.seller_id and r.program = v.program and r.metric_code = v.metric_code and r.window_code = v.window_code
    left join {{ ref('int_recoveries') }} as b
        on r.seller_id = b.seller_id and r.program = b.program and r.metric_code = b.metric_code and r.window_code = b.window_code
        and b.draft_id = ''
    where r.period_no = 0
),

judged as (
    select
        *,
        {{ window_status('value', 'bad_low') }} as status,
        case when not is_value then bad_budget end as budget_allowed,
        case
            when not is_value then bad_rate - previous_bad_rate
            when is_at_least then 1 - 1.0 * value / nullif(previous_value, 0)
            else 1.0 * value / nullif(previous_value, 0) - 1
        end as change,
        {{ differs_beyond_chance(
            ['bad_rate', 'bad_low', 'bad_high'], ['previous_bad_rate', 'previous_bad_low', 'previous_bad_high']
        ) }} as is_beyond_chance
    from results
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
    is_binding,
    window_start_date,
    window_end_date,
    statistic,
    comparator,
    {%- for value in ['limit_value', 'warn_value'] %}
    {{ limit_as_value(value) }} as {{ value }},
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
    {{ in_limit_direction('accountable_bad_rate') }} as accountable_rate,
    case when is_value then value end as measured_value,
    {{ in_limit_direction("case statistic when 'good_rate' then bad_high else bad_low end") }} as wilson_low,
    {{ in_limit_direction("case statistic when 'good_rate' then bad_low else bad_high end") }} as wilson_high,
    status,
    severity_code,
    immature_count > 0 as is_provisional,
    immature_count,
    pending_count,
    excluded_count,
    void_count,
    budget_allowed,
    budget_allowed - counted_bad as budget_left,
    {{ orders_to_recover() }} as orders_to_recover,
    case
        when oldest_bad_date is null or unit in ('ever', 'first_orders') then null
        when next_move_date is not null then next_move_date
        else cast(oldest_bad_date + months * interval '1' month + (days + skip_days) * interval '1' day as date)
    end as next_rolloff_date,
    within_limit_on,
    {{ in_limit_direction('previous_bad_rate') }} as previous_rate,
    case when is_value then previous_value end as previous_measured_value,
    previous_population_count,
    case
        when population_count < min_volume or previous_population_count < min_volume then 'unknown'
        when is_value and change between -0.05 and 0.05 then 'flat'
        when not is_value and not is_beyond_chance then 'flat'
        when change < 0 then 'better'
        else 'worse'
    end as trend
from judged
