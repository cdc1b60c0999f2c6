{#-
    A plan is measured by the limit of the policy's headline window on its first day. Days count when they are settled, as for an episode; a
    plan that is closed early ends on that day.
-#}
{{ latest_known_records('plans', 'plan_id') }},

policies as (
    select distinct
        policy_id,
        program,
        metric_code,
        settled_after_days,
        as_of_date
    from {{ ref('int_breach_windows') }}
),

limits as (
    select
        t.*,
        m.units_per_value
    from policies as p
    inner join {{ ref('sla_windows') }} as w on p.program = w.program and p.metric_code = w.metric_code and w.is_headline and w.choice = 1
    inner join {{ ref('sla_thresholds') }} as t on p.policy_id = t.policy_id and w.window_code = t.window_code
    inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
),

dated as (
    select
        l.*,
        cast({{ utc_to_local('l.closed_at', 'z.timezone') }} as date) as closed_on
    from latest as l
    left join {{ ref('int_policy_zones') }} as z on l.policy_id = z.policy_id
)

select
    d.plan_id,
    d.seller_id,
    d.policy_id,
    p.program,
    p.metric_code,
    d.opened_at,
    d.opened_by,
    d.accepted_at,
    d.accepted_by,
    d.closed_at,
    d.target_rate as target_ppm,
    d.starts_on,
    d.ends_on,
    case
        when d.closed_on <= d.starts_on then d.starts_on
        when d.closed_on < d.ends_on then d.closed_on
        else d.ends_on
    end as counts_until,
    cast(d.starts_on - r.baseline_days * interval '1' day as date) as before_start_date,
    cast(p.as_of_date - (p.settled_after_days - 1) * interval '1' day as date) as settled_until,
    p.settled_after_days,
    p.as_of_date,
    r.min_count,
    t.statistic,
    t.statistic = 'mean' as is_value,
    t.comparator in ('at_least', 'above') as is_at_least,
    case when t.comparator in ('below', 'above') then 1 else 0 end as is_strict,
    t.bad_unit,
    {{ limit_as_integers('t.limit_value', 'limit', 't.statistic', 't.units_per_value') }}
from dated as d
left join policies as p on d.policy_id = p.policy_id
left join limits as t on d.policy_id = t.policy_id and t.valid_from <= d.starts_on and (t.valid_to is null or d.starts_on < t.valid_to)
left join {{ ref('plan_rules') }} as o on d.policy_id = o.policy_id
inner join {{ ref('plan_rules') }} as r on coalesce(o.policy_id, 'any') = r.policy_id
