{#- The clock starts with what the carrier says and stops with what the seller says. -#}
select
    'delivery_confirmation' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    p.carrier_delivered_at as started_at,
    coalesce(o.delivered_at, o.returned_at) as stopped_at,
    coalesce(o.delivered_recorded_at, o.returned_recorded_at) as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when p.carrier_delivered_at is null then 'no_carrier_delivery'
        else 'delivered_by_carrier'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
