{#- A marketplace that delivers no returns at all says nothing about what was kept. -#}
with requests as (
    select
        order_id,
        min(requested_at) as requested_at
    from {{ ref('int_known__returns') }}
    group by order_id
)

select
    'return_rate' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    coalesce(o.shipped_at, o.delivered_at) as started_at,
    r.requested_at as stopped_at,
    r.requested_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when coalesce(o.shipped_at, o.delivered_at, o.returned_at) is null then 'not_sent'
        when r.order_id is not null then 'returned'
        when o.returned_at is not null and o.delivered_at is null then 'returned_undelivered'
        when o.returned_at is not null then 'returned'
        when d.source is null then 'no_returns_delivered'
        else 'kept'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join requests as r on o.order_id = r.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'returns'
