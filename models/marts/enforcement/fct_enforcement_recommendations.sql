with appealed as (
    select distinct recommendation_id
    from {{ ref('int_enforcement_appeals') }}
    where closed_on is null
)

select
    r.recommendation_id,
    r.seller_id,
    r.program,
    r.metric_code,
    r.policy_id,
    r.episode_id,
    r.rule_id,
    r.action,
    s.step_no,
    r.action_scope,
    s.is_restriction,
    case
        when d.decision = 'approve' then 'approved'
        when d.decision = 'change' then 'changed'
        when d.decision = 'reject' then 'rejected'
        when r.withdrawn_on is not null then 'withdrawn'
        when a.recommendation_id is not null then 'on_hold'
        else 'open'
    end as status,
    r.opened_on,
    case when d.decision is null then r.withdrawn_on end as withdrawn_on,
    case when d.decision is null then r.withdrawn_reason end as withdrawn_reason,
    a.recommendation_id is not null as has_open_appeal,
    d.decision_id,
    d.decided_on,
    r.notice_on,
    r.earliest_effective_on,
    r.ends_on,
    r.appeal_until,
    r.plan_due_on,
    r.immunity_days,
    r.facts,
    r.clause,
    r.orders,
    r.order_count,
    r.window_code,
    r.window_start_date,
    r.window_end_date,
    r.statistic,
    r.comparator,
    r.limit_value,
    r.population_count,
    r.bad_count,
    r.rate,
    r.measured_value,
    r.severity_code
from {{ ref('int_enforcement_recommended') }} as r
inner join {{ ref('enforcement_steps') }} as s on r.action = s.action
left join appealed as a on r.recommendation_id = a.recommendation_id
left join {{ ref('int_enforcement_decided') }} as d
    on r.recommendation_id = d.recommendation_id and d.newest_no = 1 and (r.withdrawn_on is null or d.decided_on <= r.withdrawn_on)
