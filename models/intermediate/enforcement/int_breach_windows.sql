{#-
    A day is judged when its orders are mature, everything about them is loaded, and the program itself looks at it: by a fixed number
    of days after it, so that a later build judges the same days alike. A percentile cannot be added up from days: such limits have none.
-#}
with policies as (
    select
        policy_id,
        program,
        metric_code,
        max(maturity_days) as maturity_days
    from {{ ref('sla_policies') }}
    group by policy_id, program, metric_code
)

select
    p.policy_id,
    w.program,
    w.metric_code,
    w.window_code,
    w.choice,
    w.needs_volume,
    w.is_headline,
    s.ends_on,
    w.unit,
    w.months,
    w.days,
    w.as_of_date,
    p.maturity_days + r.settle_days as settled_after_days,
    case when w.skip_days > p.maturity_days + r.settle_days then w.skip_days else p.maturity_days + r.settle_days end as judged_after_days,
    r.follow_up_days,
    r.min_follow_up_count
from {{ ref('int_windows') }} as w
inner join {{ ref('sla_windows') }} as s
    on w.program = s.program and w.metric_code = s.metric_code and w.window_code = s.window_code and w.choice = s.choice
inner join policies as p on w.program = p.program and w.metric_code = p.metric_code
left join {{ ref('breach_rules') }} as o on p.policy_id = o.policy_id
inner join {{ ref('breach_rules') }} as r on coalesce(o.policy_id, 'any') = r.policy_id
where w.is_binding and w.period_no = 0
