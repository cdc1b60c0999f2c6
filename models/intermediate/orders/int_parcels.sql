{{ config(materialized='view') }}
{#- An order without any parcel is no order without faults: it has one that nobody has told of. -#}
select
    coalesce(s.shipment_id, concat(o.order_id, ':no_parcel')) as parcel_id,
    s.shipment_id is not null as is_known,
    d.source is not null as is_source_with_parcels,
    o.order_id,
    o.purchase_id,
    o.seller_id,
    o.scope_id,
    o.fulfilled_by,
    o.is_test,
    o.is_preorder,
    o.payment,
    o.ordered_at,
    o.open_at,
    o.cancelled_at,
    coalesce(s.confirmed_at, o.shipped_at, o.delivered_at, o.returned_at) as sent_at,
    nullif(s.tracking_number, '') as tracking_number,
    s.tracking_added_at,
    coalesce(s.first_scan_at, s.first_attempt_at, s.carrier_delivered_at) as moved_at,
    coalesce(s.carrier_delivered_at, o.delivered_at) as delivered_at,
    o.promised_ship_first_at,
    o.promised_ship_latest_at,
    o.promised_delivery_first_at,
    o.promised_delivery_latest_at
from {{ ref('int_orders') }} as o
left join {{ ref('int_known__shipments') }} as s on o.order_id = s.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'shipments'
