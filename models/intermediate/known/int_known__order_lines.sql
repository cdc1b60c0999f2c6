{{ latest_known_rows('order_lines', key=['line_id']) }}

select
    r.line_id,
    r.order_id,
    r.sku,
    r.category,
    r.quantity,
    r.unit_price_minor,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
