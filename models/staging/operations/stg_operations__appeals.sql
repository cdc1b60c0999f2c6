select
    appeal_id,
    recommendation_id,
    seller_id,
    opened_at,
    opened_by,
    reason,
    closed_at,
    closed_by,
    outcome,
    answer,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_operations__appeals') }}
where {{ is_accepted() }}
