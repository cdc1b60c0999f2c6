with pairs as (
    select
        purchase_id,
        seller_id,
        min(item_no) as first_item_no,
        min(promised_ship_until) as promised_ship_until,
        cast(sum(price_minor + freight_minor) as bigint) as order_value_minor
    from {{ ref('stg_olist__items_latest') }}
    group by purchase_id, seller_id
)

select
    p.purchase_id || '-' || cast(p.first_item_no as {{ text_type() }}) as order_id,
    p.purchase_id,
    p.seller_id,
    o.customer_id,
    o.order_status,
    o.ordered_at,
    o.approved_at,
    o.carrier_at,
    o.delivered_at,
    greatest(
        o.ordered_at,
        coalesce(o.approved_at, o.ordered_at),
        coalesce(o.carrier_at, o.ordered_at),
        coalesce(o.delivered_at, o.ordered_at)
    ) as last_known_at,
    p.promised_ship_until,
    cast(cast(o.estimated_at as date) as timestamp) + interval '1' day - interval '1' second as promised_delivery_until,
    p.order_value_minor,
    o.load_order
from pairs as p
inner join {{ ref('stg_olist__orders_latest') }} as o on p.purchase_id = o.purchase_id
