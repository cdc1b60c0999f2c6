select
    claim_id,
    order_id,
    claim_type,
    opened_at,
    closed_at,
    outcome,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_claims') }}
where {{ is_accepted() }}
