with refunds as (
    select
        order_id,
        min(refunded_at) as refunded_at
    from {{ ref('int_known__returns') }}
    where refunded_at is not null
    group by order_id
)

select
    'refund_rate' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    coalesce(o.shipped_at, o.delivered_at) as started_at,
    r.refunded_at as stopped_at,
    r.refunded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when r.order_id is not null then 'refunded'
        when coalesce(o.shipped_at, o.delivered_at, o.returned_at) is null then 'not_sent'
        when d.source is null then 'no_returns_delivered'
        else 'not_refunded'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join refunds as r on o.order_id = r.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'returns'
