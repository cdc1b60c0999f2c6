{#- By seller, so that the verdicts of a seller lie together: who looks one seller up reads little of the largest table. -#}
select
    o.order_id,
    o.source,
    o.purchase_id,
    o.seller_id,
    s.scope_id,
    o.fulfilled_by,
    o.is_test,
    o.is_preorder,
    o.ordered_at,
    m.blocked_at,
    m.open_at,
    m.shipping_at,
    case
        when m.open_at is not null then 'recorded'
        when coalesce(m.shipping_at, m.shipped_at, m.delivered_at, m.returned_at, m.lost_at) is not null then 'implied'
        when m.blocked_at is not null then 'outstanding'
        else 'unknown'
    end as payment,
    m.shipped_at,
    m.shipped_recorded_at,
    m.delivered_at,
    m.delivered_recorded_at,
    m.delivered_by,
    m.returned_at,
    m.returned_recorded_at,
    m.cancelled_at,
    m.cancelled_recorded_at,
    m.cancelled_by,
    m.lost_at,
    m.left_open_at,
    m.left_open_recorded_at,
    m.current_status,
    m.current_reason_code,
    m.after_final_at,
    m.after_final_by,
    p.promised_ship_first_at,
    p.promised_ship_latest_at,
    p.promised_delivery_first_at,
    p.promised_delivery_latest_at,
    p.promised_delivery_from_at
from {{ ref('int_known__orders') }} as o
inner join {{ ref('int_order_scopes') }} as c on o.order_id = c.order_id
inner join {{ ref('int_scopes') }} as s
    on {{ has_scope('c', 's') }}
left join {{ ref('int_order_milestones') }} as m on o.order_id = m.order_id
left join {{ ref('int_order_promises') }} as p on o.order_id = p.order_id
order by o.seller_id
