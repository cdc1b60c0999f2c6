{#- An order that owes several invoices has its invoice when the last of them is there. -#}
with invoices as (
    select
        order_id,
        case when count(uploaded_at) = count(*) then max(uploaded_at) end as uploaded_at
    from {{ ref('int_known__invoices') }}
    group by order_id
),

orders as (
    select
        *,
        coalesce(shipped_at, delivered_at, returned_at) as sent_at
    from {{ ref('int_orders') }}
)

select
    'invoice_defect' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.sent_at as started_at,
    i.uploaded_at as stopped_at,
    i.uploaded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when d.source is null then 'no_invoices_delivered'
        when i.order_id is null then 'not_owed'
        when o.sent_at is null then 'not_sent'
        when i.uploaded_at < o.sent_at then 'uploaded_before_sent'
        else 'sent'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from orders as o
left join invoices as i on o.order_id = i.order_id
left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'invoices'
