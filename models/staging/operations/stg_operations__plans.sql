select
    plan_id,
    seller_id,
    policy_id,
    opened_at,
    opened_by,
    starts_on,
    ends_on,
    target_rate,
    accepted_at,
    accepted_by,
    closed_at,
    closed_by,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_operations__plans') }}
where {{ is_accepted() }}
