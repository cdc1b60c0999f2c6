{#- Of limits on a share or a mean. What a count allows depends on how much is sold, and a percentile cannot be added up from days. -#}
with windows as (
    select
        *,
        cast(as_of_date - settled_after_days * interval '1' day as date) as last_date
    from {{ ref('int_breach_windows') }}
    where is_headline and choice = 1
)

select
    w.policy_id,
    w.program,
    w.metric_code,
    cast(w.last_date - (r.days - 1) * interval '1' day as date) as first_date,
    w.last_date,
    r.min_days,
    r.min_volume,
    r.min_sellers,
    r.max_surely_out_percent,
    r.max_out_percent,
    t.statistic,
    t.comparator,
    t.bad_unit,
    t.statistic = 'mean' as is_value,
    t.comparator in ('at_least', 'above') as is_at_least,
    case when t.comparator in ('below', 'above') then 1 else 0 end as is_strict,
    {{ limit_as_integers('t.limit_value', 'limit', 't.statistic', 'm.units_per_value') }}
from windows as w
inner join {{ ref('sla_metrics') }} as m on w.metric_code = m.metric_code
inner join {{ ref('sla_thresholds') }} as t
    on w.policy_id = t.policy_id and w.window_code = t.window_code
    and t.valid_from < w.last_date + interval '1' day and (t.valid_to is null or w.last_date + interval '1' day <= t.valid_to)
left join {{ ref('target_rules') }} as o on w.policy_id = o.policy_id
inner join {{ ref('target_rules') }} as r on coalesce(o.policy_id, 'any') = r.policy_id
where t.statistic in ('bad_rate', 'good_rate', 'mean')
