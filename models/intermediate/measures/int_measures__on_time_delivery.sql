{#- Late, but scanned by the carrier within the promise to ship: the carrier caused it. -#}
{%- set untracked = 'd.source is not null and coalesce(p.number_count, 0) < coalesce(p.parcel_count, 1)' -%}
select
    'on_time_delivery' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    o.delivered_at as stopped_at,
    o.delivered_recorded_at as stop_recorded_at,
    o.promised_delivery_from_at as promised_from_at,
    o.promised_delivery_first_at as promised_first_at,
    o.promised_delivery_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when o.delivered_at < o.ordered_at then 'delivered_before_ordered'
        when o.delivered_at is not null and o.cancelled_at is not null then 'delivered_and_cancelled'
        when o.delivered_at is not null and {{ untracked }} then 'delivered_untracked'
        when o.delivered_at < p.tracked_at then 'delivered_before_tracked'
        when o.delivered_at is not null then 'delivered'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment = 'unknown' then 'open_not_recorded'
        when o.cancelled_at is not null then 'cancelled'
        when o.returned_at is not null then 'returned_undelivered'
        when o.shipped_at is not null and {{ untracked }} then 'not_delivered_untracked'
        else 'not_delivered'
    end as circumstance,
    case when p.scanned_at <= o.promised_ship_latest_at then 'carrier' else 'seller' end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'shipments'
