select
    shipment_id,
    order_id,
    carrier,
    tracking_number,
    tracking_url,
    tracking_added_at,
    confirmed_at,
    first_scan_at,
    first_attempt_at,
    carrier_delivered_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_shipments') }}
where {{ is_accepted() }}
