select
    'order_defect' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    b.reported_at as stopped_at,
    b.reported_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when f.source is null then 'no_feedback_delivered'
        when c.source is null then 'no_claims_delivered'
        when b.defect is not null then b.defect
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment = 'unknown' then 'open_not_recorded'
        else 'no_defect'
    end as circumstance,
    case when b.is_not_received and p.scanned_at <= o.promised_ship_latest_at then 'carrier' else 'seller' end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_defects') }} as b on o.order_id = b.order_id
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
left join {{ ref('int_deliveries') }} as f on o.source = f.source and f.canonical_table = 'feedback'
left join {{ ref('int_deliveries') }} as c on o.source = c.source and c.canonical_table = 'claims'
