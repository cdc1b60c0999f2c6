{#- The carrier's first attempt counts, also when nobody was at home; where the carrier says nothing, the status Delivered does. -#}
select
    'delivery_attempt' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    coalesce(p.attempted_at, o.delivered_at) as stopped_at,
    coalesce(p.attempted_at, o.delivered_recorded_at) as stop_recorded_at,
    o.promised_delivery_from_at as promised_from_at,
    o.promised_delivery_first_at as promised_first_at,
    o.promised_delivery_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when coalesce(p.attempted_at, o.delivered_at) < o.ordered_at then 'attempted_before_ordered'
        when coalesce(p.attempted_at, o.delivered_at) is not null then 'attempted'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment = 'unknown' then 'open_not_recorded'
        when o.cancelled_at is not null then 'cancelled'
        when o.returned_at is not null then 'returned_unattempted'
        else 'not_attempted'
    end as circumstance,
    case when p.scanned_at <= o.promised_ship_latest_at then 'carrier' else 'seller' end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
