{#- What the platform cancels while the order waits for the seller's answer. A buyer who cancels then takes the question back. -#}
select
    'auto_decline' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    o.left_open_at as stopped_at,
    o.left_open_recorded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment <> 'recorded' then 'open_not_recorded'
        when o.left_open_at is null then 'not_answered'
        when o.cancelled_at <> o.left_open_at or o.cancelled_at is null then 'answered'
        when o.cancelled_by = 'seller' then 'answered'
        when o.cancelled_by = 'platform' then 'declined_automatically'
        when o.cancelled_by in ('buyer', 'call_centre') then 'cancelled_by_buyer'
        else 'cancelled_by_unknown'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
