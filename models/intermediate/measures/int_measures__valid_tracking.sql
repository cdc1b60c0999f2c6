{#- A number is valid when the carrier saw its parcel move. One that is the order's own, or that moved or came too early or late, is made up. -#}
select
    'valid_tracking' as metric_code,
    parcel_id as entity_id,
    order_id,
    seller_id,
    scope_id,
    ordered_at as created_at,
    sent_at as started_at,
    moved_at as stopped_at,
    moved_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    promised_delivery_first_at as promised_first_at,
    promised_delivery_latest_at as promised_latest_at,
    case
        when is_test then 'test_order'
        when fulfilled_by = 'platform' then 'platform_fulfilled'
        when coalesce(sent_at, moved_at) is null then 'not_sent'
        when not is_source_with_parcels then 'no_parcels_delivered'
        when not is_known then 'no_parcel'
        when tracking_number is null then 'no_number'
        when tracking_number in (order_id, purchase_id) then 'number_of_the_order'
        when moved_at < ordered_at then 'moved_before_ordered'
        when tracking_added_at > delivered_at then 'added_after_delivery'
        when moved_at is null then 'not_scanned'
        else 'scanned'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_parcels') }}
