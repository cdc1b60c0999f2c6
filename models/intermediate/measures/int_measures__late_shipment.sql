select
    'late_shipment' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.ordered_at as started_at,
    o.shipped_at as stopped_at,
    o.shipped_recorded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    o.promised_ship_first_at as promised_first_at,
    o.promised_ship_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when o.shipped_at < o.ordered_at then 'shipped_before_ordered'
        when o.shipped_at is not null then 'shipped'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment = 'unknown' then 'open_not_recorded'
        when o.delivered_at <= o.promised_ship_latest_at then 'delivered_by_promise_to_ship'
        when coalesce(o.delivered_at, o.returned_at, o.lost_at) is not null then 'shipped_not_recorded'
        when o.cancelled_at is not null then 'cancelled_unshipped'
        else 'not_shipped'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
