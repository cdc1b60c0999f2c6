select
    order_id,
    purchase_id,
    seller_id,
    marketplace,
    buyer_ref,
    upper(buyer_country) as buyer_country,
    upper(ship_from_country) as ship_from_country,
    ordered_at,
    fulfilled_by,
    shipping_method,
    is_test,
    is_preorder,
    order_value_minor,
    currency,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_orders') }}
where {{ is_accepted() }}
