{#- A platform that cancels what was not shipped in time acts for the seller's failure. -#}
select
    'cancellation_rate' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    o.cancelled_at as stopped_at,
    o.cancelled_recorded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    o.promised_delivery_first_at as promised_first_at,
    o.promised_delivery_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.current_status = 'blocked' and o.current_reason_code = 'unavailable' then 'unavailable'
        when o.payment = 'outstanding' and o.cancelled_at is null then 'never_paid'
        when o.payment = 'outstanding' then 'cancelled_before_payment'
        when o.payment <> 'recorded' and o.cancelled_at is null then 'open_not_recorded'
        when o.payment <> 'recorded' then 'cancelled_open_not_recorded'
        when o.cancelled_at is null then 'not_cancelled'
        when o.cancelled_at < o.open_at then 'cancelled_before_open'
        when o.shipped_at <= o.cancelled_at then 'cancelled_after_dispatch'
        when o.cancelled_by = 'platform' and o.cancelled_at > o.promised_ship_latest_at then 'auto_cancelled_unshipped'
        when o.cancelled_by = 'buyer' and o.cancelled_at > o.promised_delivery_latest_at then 'cancelled_by_buyer_after_promise'
        else 'cancelled_by_' || coalesce(o.cancelled_by, 'unknown')
    end as circumstance,
    case
        when o.cancelled_by = 'platform' and o.cancelled_at > o.promised_ship_latest_at then 'seller'
        when o.cancelled_by = 'call_centre' then 'buyer'
        else coalesce(o.cancelled_by, 'unknown')
    end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
