{{ latest_known_rows('shipments', key=['shipment_id']) }}

select
    r.shipment_id,
    r.order_id,
    r.carrier,
    r.tracking_number,
    r.tracking_url,
    r.tracking_added_at,
    r.confirmed_at,
    r.first_scan_at,
    r.first_attempt_at,
    r.carrier_delivered_at,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
