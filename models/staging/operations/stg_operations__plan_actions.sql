select
    action_id,
    plan_id,
    kind,
    cause,
    action,
    due_on,
    done_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_operations__plan_actions') }}
where {{ is_accepted() }}
