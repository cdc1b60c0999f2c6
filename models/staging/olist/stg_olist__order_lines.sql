with categories as (
    select
        product_id,
        max(product_category_name) as category
    from {{ ref('landed_olist__products') }}
    where {{ is_accepted() }}
    group by product_id
)

select
    i.purchase_id || '-' || cast(i.item_no as {{ text_type() }}) as line_id,
    s.order_id,
    i.product_id as sku,
    c.category,
    cast(1 as bigint) as quantity,
    i.price_minor as unit_price_minor,
    s.ordered_at as loaded_at,
    i.load_order
from {{ ref('stg_olist__items_latest') }} as i
inner join {{ ref('stg_olist__seller_orders') }} as s on i.purchase_id = s.purchase_id and i.seller_id = s.seller_id
left join categories as c on i.product_id = c.product_id
