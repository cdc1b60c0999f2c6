with first_orders as (
    select
        seller_id,
        min(ordered_at) as first_ordered_at
    from {{ ref('stg_olist__seller_orders') }}
    group by seller_id
),

beginning as (
    select min(ordered_at) as began_at
    from {{ ref('stg_olist__orders_latest') }}
)

select
    s.seller_id,
    'Seller ' || substring(s.seller_id, 1, 8) as seller_name,
    cast(null as {{ text_type() }}) as legal_entity,
    'BR' as country,
    'UTC' as timezone,
    cast(null as {{ text_type() }}) as seller_group,
    cast(null as {{ text_type() }}) as email,
    coalesce(f.first_ordered_at, b.began_at) as valid_from,
    coalesce(f.first_ordered_at, b.began_at) as loaded_at,
    s._load_order as load_order
from {{ ref('landed_olist__sellers') }} as s
cross join beginning as b
left join first_orders as f on s.seller_id = f.seller_id
where {{ is_accepted('s') }}
