select
    'tracking_upload' as metric_code,
    parcel_id as entity_id,
    order_id,
    seller_id,
    scope_id,
    ordered_at as created_at,
    open_at as started_at,
    tracking_added_at as stopped_at,
    tracking_added_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    promised_ship_first_at as promised_first_at,
    promised_ship_latest_at as promised_latest_at,
    case
        when is_test then 'test_order'
        when fulfilled_by = 'platform' then 'platform_fulfilled'
        when is_preorder then 'preorder'
        when not is_source_with_parcels then 'no_parcels_delivered'
        when tracking_added_at is not null then 'added'
        when tracking_number is not null then 'added_not_recorded'
        when payment = 'outstanding' then 'never_paid'
        when payment = 'unknown' then 'open_not_recorded'
        when cancelled_at is not null and sent_at is null then 'cancelled_unshipped'
        else 'not_added'
    end as circumstance,
    'seller' as attribution,
    {{ seconds_between('open_at', 'tracking_added_at') }} as measured_value
from {{ ref('int_parcels') }}
