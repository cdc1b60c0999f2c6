select
    exemption_id,
    policy_id,
    seller_id,
    marketplace,
    carrier,
    order_id,
    valid_from,
    valid_until,
    effect,
    extend_seconds,
    granted_by,
    granted_at,
    reason,
    revoked_at,
    revoked_by,
    revoked_reason,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_operations__exemptions') }}
where {{ is_accepted() }}
