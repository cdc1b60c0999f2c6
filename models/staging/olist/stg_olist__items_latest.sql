with versions as (
    select
        *,
        row_number() over (partition by order_id, order_item_id order by _load_order desc) as version_no
    from {{ ref('landed_olist__order_items') }}
    where {{ is_accepted() }}
)

select
    order_id as purchase_id,
    order_item_id as item_no,
    product_id,
    seller_id,
    shipping_limit_date as promised_ship_until,
    cast(round(price * 100) as bigint) as price_minor,
    cast(round(coalesce(freight_value, 0) * 100) as bigint) as freight_minor,
    _load_order as load_order
from versions
where version_no = 1
