{#- By seller, so that the rows of a seller lie together in fct_orders. -#}
{{ latest_known_rows('orders', key=['order_id']) }}

select
    o.order_id,
    o.source,
    o.purchase_id,
    o.seller_id,
    o.marketplace,
    o.buyer_ref,
    o.buyer_country,
    o.ship_from_country,
    o.ordered_at,
    coalesce(o.fulfilled_by, 'seller') as fulfilled_by,
    o.shipping_method,
    coalesce(o.is_test, false) as is_test,
    coalesce(o.is_preorder, false) as is_preorder,
    o.order_value_minor,
    o.currency,
    o.loaded_at
from latest as o
inner join (select distinct seller_id from {{ ref('int_known__sellers') }}) as s on o.seller_id = s.seller_id
order by o.seller_id
