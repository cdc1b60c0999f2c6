{{ config(materialized='view') }}
{#- Every comparison with a limit is between integers, as on the scorecard. How many were bad in a row cannot be added up from days. -#}
with limits as (
    select
        s.*,
        t.statistic,
        t.comparator,
        t.limit_value,
        t.min_volume,
        t.min_bad_count,
        t.confidence,
        t.bad_unit,
        t.statistic = 'mean' as is_value,
        t.comparator in ('at_least', 'above') as is_at_least,
        case when t.comparator in ('below', 'above') then 1 else 0 end as is_strict,
        s.measured_value_sum as value_total,
        s.measured_value_count as value_parts,
        {%- for unit, column in {'bad_unit': 'counted_bad', 'min_bad_unit': 'counted_for_minimum'}.items() %}
        case t.{{ unit }} when 'accountable' then s.accountable_bad_count else s.bad_count end as {{ column }},
        {%- endfor %}
        m.units_per_value,
        {{ limit_as_integers('t.limit_value', 'limit', 't.statistic', 'm.units_per_value') }},
        {{ limit_as_integers('t.warn_value', 'warn', 't.statistic', 'm.units_per_value') }}
    from {{ ref('int_breach_steps') }} as s
    inner join {{ ref('sla_metrics') }} as m on s.metric_code = m.metric_code
    left join {{ ref('sla_thresholds') }} as t
        on s.policy_id = t.policy_id
        and s.window_code = t.window_code
        and t.valid_from < s.window_end_date and (t.valid_to is null or s.window_end_date <= t.valid_to)
        and t.bad_unit <> 'in_a_row' and t.min_bad_unit <> 'in_a_row'
    where s.choice_no = 1
),

compared as (
    select
        *,
        {{ is_beyond('limit', 'is_strict') }} as is_over,
        {{ is_beyond('warn', '0') }} as is_over_warning
    from limits
),

judged as (
    select
        *,
        {{ window_status('nullif(value_parts, 0)', wilson('counted_bad', 'population_count', -1)) }} as status
    from compared
)

select
    *,
    lead(status) over (partition by seller_id, policy_id, window_code order by window_end_date) as next_status
from judged
