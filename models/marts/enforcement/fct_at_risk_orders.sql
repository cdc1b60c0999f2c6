select
    o.policy_id,
    o.policy_version,
    o.program,
    o.metric_code,
    o.entity_id,
    o.order_id,
    o.subject_id,
    o.seller_id,
    o.due_at,
    o.seconds_left,
    o.business_seconds_left,
    o.step_no,
    s.title as urgency,
    c.history_of,
    c.still_open_count,
    c.missed_count,
    {{ share('c.missed_count', 'c.still_open_count') }} as missed_share,
    n.rate,
    n.rate_if_missed,
    n.budget_left,
    coalesce(n.is_over_if_missed, false) as is_over_if_missed
from {{ ref('int_open_orders') }} as o
inner join {{ ref('at_risk_steps') }} as s on o.step_no = s.step_no
inner join {{ ref('int_due_chances') }} as c
    on o.policy_id = c.policy_id and o.seller_id = c.seller_id and o.step_no = c.step_no
left join {{ ref('int_next_misses') }} as n
    on o.seller_id = n.seller_id and o.program = n.program and o.metric_code = n.metric_code
