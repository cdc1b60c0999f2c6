{#- Scanned by the carrier within the promise to ship: what never arrived, the carrier lost. -#}
with claims as (
    select
        *,
        row_number() over (partition by order_id order by severity, opened_at, claim_id) as place
    from {{ ref('int_claims') }}
    where claim_type = 'item_not_received'
)

select
    'item_not_received' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    coalesce(o.shipped_at, o.delivered_at) as started_at,
    c.opened_at as stopped_at,
    c.opened_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    o.promised_delivery_first_at as promised_first_at,
    o.promised_delivery_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when c.decision is not null then concat('claim_', c.decision)
        when coalesce(o.shipped_at, o.delivered_at, o.returned_at) is null then 'not_sent'
        when d.source is null then 'no_claims_delivered'
        else 'no_claim'
    end as circumstance,
    case when p.scanned_at <= o.promised_ship_latest_at then 'carrier' else 'seller' end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join claims as c on o.order_id = c.order_id and c.place = 1
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'claims'
