{#- A ticket about an order is judged with it; one about none is a subject of its own. -#}
{{ latest_known_rows('tickets', key=['ticket_id'], subject='coalesce(d.order_id, d.ticket_id)') }}

select
    t.ticket_id,
    t.source,
    t.order_id,
    coalesce(t.order_id, t.ticket_id) as subject_id,
    t.seller_id,
    t.channel,
    t.opened_at,
    t.loaded_at
from latest as t
inner join (select distinct seller_id from {{ ref('int_known__sellers') }}) as s on t.seller_id = s.seller_id
left join {{ ref('int_known__orders') }} as o on t.order_id = o.order_id
{{ changed_orders_only('t', 'coalesce(t.order_id, t.ticket_id)') }}
where t.order_id is null or o.order_id is not null
