{#- The windows of the scorecards, held against a draft's limit by the same rules. What a bad order is, the live policy has said. -#}
{%- set of_window = [
    'seller_id', 'program', 'metric_code', 'window_code', 'choice', 'period_no', 'unit', 'months', 'days', 'skip_days', 'as_of_date',
    'window_start_date', 'window_end_date', 'population_count', 'live_status', 'units_per_value',
] -%}
with live as (
    select
        *,
        {{ window_status('value', 'bad_low') }} as live_status
    from {{ ref('int_window_results') }}
    where period_no = 0 or months + days > 0
),

drafted as (
    select
        d.draft_id,
        {%- for column in of_window %}
        l.{{ column }},
        {%- endfor %}
        l.statistic as live_statistic,
        l.limit_value as live_limit_value,
        l.bad_rate as live_bad_rate,
        d.statistic,
        d.comparator,
        d.limit_value,
        d.min_volume,
        d.min_bad_count,
        d.bad_unit,
        d.confidence,
        d.statistic not in ('bad_rate', 'good_rate', 'bad_count') as is_value,
        d.comparator in ('at_least', 'above') as is_at_least,
        case when d.comparator in ('below', 'above') then 1 else 0 end as is_strict,
        case when d.statistic = 'mean' then l.measured_value_sum else l.value_total end as value_total,
        case when d.statistic = 'mean' then l.measured_value_count else l.value_parts end as value_parts,
        {%- for unit, column in {'bad_unit': 'counted_bad', 'min_bad_unit': 'counted_for_minimum'}.items() %}
        case d.{{ unit }} when 'buyers' then l.bad_buyer_count when 'accountable' then l.accountable_bad_count else l.bad_count end as {{ column }},
        {%- endfor %}
        {{ limit_as_integers('d.limit_value', 'limit', 'd.statistic', 'l.units_per_value') }},
        {{ limit_as_integers('d.warn_value', 'warn', 'd.statistic', 'l.units_per_value') }}
    from {{ ref('int_policy_drafts') }} as d
    inner join live as l
        on d.program = l.program and d.metric_code = l.metric_code and d.window_code = l.window_code and d.seller_id in ('any', l.seller_id)
    where d.not_covered_reason is null
),

compared as (
    select
        *,
        {{ is_beyond('limit', 'is_strict') }} as is_over,
        {{ is_beyond('warn', '0') }} as is_over_warning,
        {{ share('counted_bad', 'population_count') }} as bad_rate,
        {{ wilson('counted_bad', 'population_count', -1) }} as bad_low,
        cast(round(cast(value_total as decimal(18, 0)) / nullif(value_parts, 0), 0) as bigint) as value
    from drafted
)

select
    *,
    {{ window_status('value', 'bad_low') }} as status
from compared
