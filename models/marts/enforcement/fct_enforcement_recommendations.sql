with appealed as (
    select distinct recommendation_id
    from {{ ref('int_enforcement_appeals') }}
    where closed_on is null
),

dated as (
    select
        s.*,
        r.action_scope,
        s.opened_on as notice_on,
        cast(s.opened_on + r.notice_days * interval '1' day as date) as earliest_effective_on,
        cast(s.opened_on + (r.notice_days + r.duration_days) * interval '1' day as date) as ends_on,
        cast(s.opened_on + r.appeal_days * interval '1' day as date) as appeal_until,
        cast(s.opened_on + r.plan_due_days * interval '1' day as date) as plan_due_on,
        r.immunity_days
    from {{ ref('int_enforcement_steps') }} as s
    inner join {{ ref('enforcement_rules') }} as r on s.rule_id = r.rule_id
)

select
    s.recommendation_id,
    s.seller_id,
    f.program,
    f.metric_code,
    s.policy_id,
    s.episode_id,
    s.rule_id,
    s.action,
    l.step_no,
    s.action_scope,
    l.is_restriction,
    case
        when d.decision = 'approve' then 'approved'
        when d.decision = 'change' then 'changed'
        when d.decision = 'reject' then 'rejected'
        when s.withdrawn_on is not null then 'withdrawn'
        when a.recommendation_id is not null then 'on_hold'
        else 'open'
    end as status,
    s.opened_on,
    case when d.decision is null then s.withdrawn_on end as withdrawn_on,
    case when d.decision is null then s.withdrawn_reason end as withdrawn_reason,
    a.recommendation_id is not null as has_open_appeal,
    d.decision_id,
    d.decided_on,
    s.notice_on,
    s.earliest_effective_on,
    s.ends_on,
    s.appeal_until,
    s.plan_due_on,
    s.immunity_days,
    t.facts,
    t.clause,
    o.orders,
    coalesce(o.order_count, 0) as order_count,
    f.window_code,
    f.window_start_date,
    f.window_end_date,
    f.statistic,
    f.comparator,
    f.limit_value,
    f.population_count,
    f.bad_count,
    f.rate,
    f.measured_value,
    f.severity_code
from dated as s
inner join {{ ref('enforcement_steps') }} as l on s.action = l.action
inner join {{ ref('int_enforcement_facts') }} as f on s.recommendation_id = f.recommendation_id
inner join {{ ref('int_enforcement_statements') }} as t on s.recommendation_id = t.recommendation_id
left join {{ ref('int_enforcement_orders') }} as o on s.recommendation_id = o.recommendation_id
left join appealed as a on s.recommendation_id = a.recommendation_id
left join {{ ref('int_enforcement_decided') }} as d
    on s.recommendation_id = d.recommendation_id and d.newest_no = 1 and (s.withdrawn_on is null or d.decided_on <= s.withdrawn_on)
