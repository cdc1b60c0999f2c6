with events as (
    -- Never approved is known to be unpaid; a log without it would leave that open.
    select order_id, 'order_purchase_timestamp' as raw_status, ordered_at as event_at, 'buyer' as actor, 0 as source_sequence, load_order
    from {{ ref('stg_olist__seller_orders') }}
    where approved_at is null
    union all
    select order_id, 'order_approved_at', approved_at, 'platform', 1, load_order
    from {{ ref('stg_olist__seller_orders') }}
    union all
    select order_id, 'order_delivered_carrier_date', carrier_at, 'seller', 2, load_order
    from {{ ref('stg_olist__seller_orders') }}
    union all
    select order_id, 'order_delivered_customer_date', delivered_at, 'carrier', 3, load_order
    from {{ ref('stg_olist__seller_orders') }}
    union all
    -- When and by whom an order was cancelled was never published.
    select order_id, order_status, last_known_at, 'unknown', 4, load_order
    from {{ ref('stg_olist__seller_orders') }}
    where order_status in ('canceled', 'unavailable')
)

select
    e.order_id,
    m.status,
    e.raw_status,
    e.event_at,
    e.event_at as recorded_at,
    e.actor,
    m.reason_code,
    cast(e.source_sequence as bigint) as source_sequence,
    e.event_at as loaded_at,
    e.load_order
from events as e
left join {{ ref('status_map') }} as m on m.source = 'olist' and e.raw_status = m.raw_status
where e.event_at is not null
