{#- As one-off and trend are decided: a share counts orders; of a mean no spread is known, so its days are counted. -#}
with days as (
    select
        p.plan_id,
        d.anchor_date >= p.starts_on as is_after,
        p.statistic,
        p.is_value,
        p.is_at_least,
        p.is_strict,
        p.limit_ppm,
        p.limit_units,
        p.limit_count,
        sum(d.population_count) as population_count,
        sum(case p.bad_unit when 'accountable' then d.accountable_bad_count else d.breached_count + d.overdue_count end) as counted_bad,
        sum(d.measured_value_sum) as value_total,
        sum(d.measured_value_count) as value_parts
    from {{ ref('int_improvement_plans') }} as p
    inner join {{ ref('fct_seller_sla_daily') }} as d
        on p.seller_id = d.seller_id and p.policy_id = d.policy_id
        and p.before_start_date <= d.anchor_date and d.anchor_date < p.counts_until and d.anchor_date < p.settled_until
    group by
        p.plan_id, d.anchor_date, p.starts_on, p.statistic, p.is_value, p.is_at_least, p.is_strict, p.limit_ppm, p.limit_units, p.limit_count
),

trials as (
    select
        plan_id,
        is_after,
        case when is_value then sign(value_parts) else population_count end as trial_count,
        case when is_value then case when {{ is_beyond('limit', 'is_strict') }} then 1 end else counted_bad end as bad_count
    from days
)

select
    {%- for name, side in {'before': 'not is_after', 'after': 'is_after'}.items() %}
    cast(coalesce(sum(case when {{ side }} then trial_count end), 0) as bigint) as {{ name }}_count,
    cast(coalesce(sum(case when {{ side }} then bad_count end), 0) as bigint) as {{ name }}_bad_count,
    {%- endfor %}
    plan_id
from trials
group by plan_id
