select
    order_id,
    count(*) as parcel_count,
    count(nullif(tracking_number, '')) as number_count,
    count(nullif(tracking_url, '')) as link_count,
    min(carrier) as carrier,
    case when count(tracking_added_at) = count(*) then max(tracking_added_at) end as tracked_at,
    case when count(first_scan_at) = count(*) then max(first_scan_at) end as scanned_at,
    case
        when count(coalesce(first_attempt_at, carrier_delivered_at)) = count(*) then max(coalesce(first_attempt_at, carrier_delivered_at))
    end as attempted_at,
    case when count(carrier_delivered_at) = count(*) then max(carrier_delivered_at) end as carrier_delivered_at
from {{ ref('int_known__shipments') }}
group by order_id
