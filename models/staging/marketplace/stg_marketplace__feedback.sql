select
    feedback_id,
    order_id,
    rating,
    submitted_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_feedback') }}
where {{ is_accepted() }}
