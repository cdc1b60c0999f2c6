select
    order_id,
    promise_type,
    promised_from,
    promised_until,
    recorded_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_order_promises') }}
where {{ is_accepted() }}
