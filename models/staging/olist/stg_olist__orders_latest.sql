with versions as (
    select
        *,
        row_number() over (partition by order_id order by _load_order desc) as version_no
    from {{ ref('landed_olist__orders') }}
    where {{ is_accepted() }}
)

select
    order_id as purchase_id,
    customer_id,
    order_status,
    order_purchase_timestamp as ordered_at,
    order_approved_at as approved_at,
    order_delivered_carrier_date as carrier_at,
    order_delivered_customer_date as delivered_at,
    order_estimated_delivery_date as estimated_at,
    _load_order as load_order
from versions
where version_no = 1
