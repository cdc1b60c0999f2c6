with sellers_of as (
    select
        i.purchase_id,
        count(s.seller_id) as known_count
    from {{ ref('stg_olist__items_latest') }} as i
    left join {{ ref('stg_olist__sellers') }} as s on i.seller_id = s.seller_id
    group by i.purchase_id
)

select
    o.purchase_id,
    o.order_status as status,
    o.ordered_at,
    case when i.purchase_id is null then 'no_seller' else 'unknown_seller' end as reason_code
from {{ ref('stg_olist__orders_latest') }} as o
left join sellers_of as i on o.purchase_id = i.purchase_id
where coalesce(i.known_count, 0) = 0
