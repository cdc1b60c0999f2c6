{#- A marketplace that delivers no parcels at all says nothing about tracking: its orders cannot be judged. -#}
select
    'tracking_rate' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    coalesce(o.shipped_at, o.delivered_at, o.returned_at) as started_at,
    coalesce(o.shipped_at, o.delivered_at, o.returned_at) as stopped_at,
    o.shipped_recorded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when coalesce(o.shipped_at, o.delivered_at, o.returned_at) is null then 'not_sent'
        when d.source is null then 'no_parcels_delivered'
        when p.number_count = p.parcel_count and p.link_count = p.parcel_count then 'number_and_link'
        when p.number_count = p.parcel_count then 'number_only'
        when p.link_count = p.parcel_count then 'link_only'
        when p.number_count > 0 then 'number_missing_on_a_parcel'
        else 'no_tracking'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'shipments'
