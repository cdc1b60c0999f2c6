select
    a.action_id,
    a.plan_id,
    p.seller_id,
    p.policy_id,
    a.kind,
    a.cause,
    a.action,
    a.due_on,
    a.done_at
from {{ ref('int_improvement_actions') }} as a
inner join {{ ref('int_improvement_plans') }} as p on a.plan_id = p.plan_id
