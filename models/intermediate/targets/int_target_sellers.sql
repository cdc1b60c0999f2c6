{#- Those with enough to tell. A mean needs values, too. -#}
with counts as (
    select
        d.seller_id,
        d.policy_id,
        min(d.anchor_date) as since_date,
        cast(sum(d.population_count) as bigint) as population_count,
        cast(sum(case r.bad_unit when 'accountable' then d.accountable_bad_count else d.breached_count + d.overdue_count end) as bigint) as counted_bad,
        cast(sum(d.measured_value_sum) as bigint) as value_total,
        cast(sum(d.measured_value_count) as bigint) as value_parts
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join {{ ref('int_target_rules') }} as r on d.policy_id = r.policy_id
    where d.population_count > 0 and r.first_date <= d.anchor_date and d.anchor_date <= r.last_date
    group by d.seller_id, d.policy_id
),

told as (
    select
        c.*,
        p.marketplace,
        p.seller_country,
        r.statistic,
        r.is_value,
        r.is_at_least,
        r.is_strict,
        {{ badness('c.') }} as badness
    from counts as c
    inner join {{ ref('int_target_rules') }} as r on c.policy_id = r.policy_id and c.population_count >= r.min_volume
    inner join {{ ref('int_seller_places') }} as p on c.seller_id = p.seller_id
    where not r.is_value or c.value_parts > 0
)

{% for kind, segment in {'all': "'all'", 'marketplace': 'marketplace', 'seller_country': 'seller_country'}.items() %}
select
    '{{ kind }}' as segment_kind,
    {{ segment }} as segment,
    told.*
from told
{{ 'union all' if not loop.last }}
{%- endfor %}
