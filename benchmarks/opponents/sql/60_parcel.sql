-- What the newest versions of an order's parcels say.
with newest as (
    select shipment_id, max(loaded_at) as loaded_at
    from raw_shipments
    group by shipment_id
)

select
    s.order_id,
    count(*) as parcel_count,
    count(nullif(s.tracking_number, '')) as number_count,
    count(nullif(s.tracking_url, '')) as link_count,
    min(s.carrier) as carrier,
    case when count(s.first_scan_at) = count(*) then max(s.first_scan_at) end as scanned_at,
    case when count(s.carrier_delivered_at) = count(*) then max(s.carrier_delivered_at) end as carrier_delivered_at
from raw_shipments as s
inner join newest as n on s.shipment_id = n.shipment_id and s.loaded_at = n.loaded_at
group by s.order_id
