select
    decision_id,
    recommendation_id,
    decision,
    step,
    decided_by,
    decided_at,
    reason,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_operations__decisions') }}
where {{ is_accepted() }}
