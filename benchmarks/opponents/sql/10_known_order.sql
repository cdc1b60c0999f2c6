-- The newest version of each order, and the programs its seller was in.
with newest as (
    select order_id, max(loaded_at) as loaded_at
    from raw_orders
    group by order_id
)

select
    o.order_id, o.purchase_id, o.seller_id, o.marketplace, o.buyer_ref, upper(o.buyer_country) as buyer_country,
    upper(o.ship_from_country) as ship_from_country, coalesce(lower(o.ship_from_country) || '_mon_fri', '{{ PRAGUE }}') as warehouse,
    o.ordered_at, coalesce(o.fulfilled_by, 'seller') as fulfilled_by, o.shipping_method,
    coalesce(o.is_test, false) as is_test, coalesce(o.is_preorder, false) as is_preorder,
    o.order_value_minor, o.currency, o.loaded_at, m.in_mall, m.in_convictional, m.in_house
from raw_orders as o
inner join newest as n on o.order_id = n.order_id and o.loaded_at = n.loaded_at
inner join membership as m on o.seller_id = m.seller_id and m.valid_from <= o.ordered_at and o.ordered_at < m.valid_to
