{{ config(materialized='view') }}
{#- A return names a line and pieces, or the whole order. Where no request tells, the status Returned does. -#}
with requests as (
    select
        order_id,
        nullif(line_id, '') as line_id,
        quantity,
        requested_at,
        case when lower(outcome) in ('rejected', 'wrongly_rejected') then 0 else 1 end as is_return
    from {{ ref('int_known__returns') }}
),

lines as (
    select
        l.line_id,
        l.order_id,
        l.quantity,
        count(r.is_return) as request_count,
        cast(coalesce(
            sum(case when r.line_id is not null then coalesce(r.quantity, l.quantity) else l.quantity end * r.is_return), 0
        ) as bigint) as asked_quantity,
        min(case when r.is_return = 1 then r.requested_at end) as requested_at
    from {{ ref('int_known__order_lines') }} as l
    left join requests as r on l.order_id = r.order_id and (r.line_id is null or l.line_id = r.line_id)
    group by l.line_id, l.order_id, l.quantity
),

fates as (
    select
        l.*,
        o.seller_id,
        o.scope_id,
        o.ordered_at,
        coalesce(o.shipped_at, o.delivered_at, o.returned_at) as sent_at,
        case
            when o.is_test then 'test_order'
            when o.fulfilled_by = 'platform' then 'platform_fulfilled'
            when coalesce(o.shipped_at, o.delivered_at, o.returned_at) is null then 'not_sent'
            when d.source is null then 'no_returns_delivered'
            when l.asked_quantity > 0 then 'returned'
            when o.returned_at is not null and o.delivered_at is null then 'returned_undelivered'
            when o.returned_at is not null and a.order_id is null then 'returned'
            when l.request_count > 0 then 'return_rejected'
            else 'kept'
        end as fate
    from lines as l
    inner join {{ ref('int_orders') }} as o on l.order_id = o.order_id
    left join (select distinct order_id from requests) as a on o.order_id = a.order_id
    left join {{ ref('int_deliveries') }} as d on o.source = d.source and d.canonical_table = 'returns'
)

select
    line_id,
    order_id,
    seller_id,
    scope_id,
    ordered_at,
    sent_at,
    requested_at,
    quantity,
    case
        when fate <> 'returned' then 0
        when asked_quantity between 1 and quantity then asked_quantity
        else quantity
    end as returned_quantity,
    fate
from fates
