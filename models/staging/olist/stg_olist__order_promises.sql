with promises as (
    select order_id, 'ship' as promise_type, promised_ship_until as promised_until, ordered_at, load_order
    from {{ ref('stg_olist__seller_orders') }}
    union all
    select order_id, 'delivery', promised_delivery_until, ordered_at, load_order
    from {{ ref('stg_olist__seller_orders') }}
)

select
    order_id,
    promise_type,
    cast(null as timestamp) as promised_from,
    promised_until,
    ordered_at as recorded_at,
    ordered_at as loaded_at,
    load_order
from promises
