select
    return_id,
    order_id,
    line_id,
    quantity,
    reason_code,
    requested_at,
    answered_at,
    received_at,
    refunded_at,
    outcome,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_returns') }}
where {{ is_accepted() }}
