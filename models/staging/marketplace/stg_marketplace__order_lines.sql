select
    line_id,
    order_id,
    sku,
    category,
    quantity,
    unit_price_minor,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_order_lines') }}
where {{ is_accepted() }}
