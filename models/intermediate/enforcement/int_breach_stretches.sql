{{ config(materialized='view') }}
{#-
    How bad: how many times what the limit allows. For a share its bad ones, for a value at most the value, for a value at least (stars)
    the limit over the value. In hundredths of the limit as integers, for comparing with the levels.
-#}
with breaches as (
    select
        *,
        {{ window_end_before('window_end_date', 'ends_on') }} as from_date,
        {{ window_end_before('until_end_date', 'ends_on') }} as to_date,
        case
            when days + months > 0 then cast(window_end_date - months * interval '1' month - days * interval '1' day as date)
        end as window_start_date,
        case
            when is_value and is_at_least then limit_units * value_parts
            when is_value then value_total * 10000
            when statistic = 'bad_count' then counted_bad
            else counted_bad * 1000000
        end as beyond,
        case
            when is_value and is_at_least then value_total * 10000
            when is_value then limit_units * value_parts
            when statistic = 'bad_count' then limit_count
            else limit_ppm * population_count
        end as allowed
    from {{ ref('int_breach_results') }}
    where status = 'breach'
)

select
    b.seller_id,
    b.policy_id,
    b.program,
    b.metric_code,
    b.window_code,
    b.from_date,
    b.to_date,
    b.window_start_date,
    b.window_end_date,
    b.until_end_date,
    b.next_status,
    b.judged_after_days,
    cast(b.window_end_date + (b.judged_after_days - 1) * interval '1' day as date) as known_on_date,
    b.months,
    b.days,
    b.as_of_date,
    b.choice,
    b.statistic,
    b.comparator,
    {{ limit_as_value('b.limit_value', 'b.statistic', 'b.units_per_value') }} as limit_value,
    b.limit_ppm,
    b.limit_units,
    b.limit_count,
    b.bad_unit,
    b.is_value,
    b.is_at_least,
    b.is_strict,
    b.population_count,
    b.counted_bad as bad_count,
    {{ in_limit_direction(share('b.counted_bad', 'b.population_count'), 'b.statistic') }} as rate,
    case when b.is_value then cast(round(cast(b.value_total as decimal(18, 0)) / nullif(b.value_parts, 0), 0) as bigint) end as measured_value,
    cast(round(cast(b.beyond as decimal(20, 0)) / nullif(b.allowed, 0), 2) as decimal(18, 2)) as times_limit,
    v.severity_rank
from breaches as b
inner join {{ ref('int_breach_severities') }} as v
    on b.beyond * 100 >= v.min_hundredths * b.allowed
    and (v.next_hundredths is null or b.beyond * 100 < v.next_hundredths * b.allowed)
