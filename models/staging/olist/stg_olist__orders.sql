with buyers as (
    select
        customer_id,
        max(customer_unique_id) as buyer_ref
    from {{ ref('landed_olist__customers') }}
    where {{ is_accepted() }}
    group by customer_id
)

select
    s.order_id,
    s.purchase_id,
    s.seller_id,
    'olist' as marketplace,
    coalesce(b.buyer_ref, s.customer_id) as buyer_ref,
    'BR' as buyer_country,
    'BR' as ship_from_country,
    s.ordered_at,
    'seller' as fulfilled_by,
    cast(null as {{ text_type() }}) as shipping_method,
    false as is_test,
    false as is_preorder,
    s.order_value_minor,
    'BRL' as currency,
    s.ordered_at as loaded_at,
    s.load_order
from {{ ref('stg_olist__seller_orders') }} as s
left join buyers as b on s.customer_id = b.customer_id
