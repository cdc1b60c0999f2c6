select
    f.*,
    case when m.entity_id is null then f.first_due_at else m.due_at end as due_at,
    coalesce(m.is_standing, false) as is_standing
from {{ ref('int_first_due') }} as f
left join {{ ref('int_moved_due') }} as m
    on f.policy_id = m.policy_id and f.policy_version = m.policy_version and f.entity_id = m.entity_id
