with named_sellers as (
    select distinct seller_id
    from {{ ref('sla_policies') }}
    where seller_id <> 'any'
)

select
    o.order_id,
    o.marketplace,
    coalesce(o.buyer_country, '-') as buyer_country,
    coalesce(o.ship_from_country, '-') as ship_from_country,
    coalesce(v.country, '-') as seller_country,
    coalesce(v.seller_group, '-') as seller_group,
    coalesce(n.seller_id, '-') as named_seller_id,
    v.programs
from {{ ref('int_known__orders') }} as o
inner join {{ ref('int_seller_versions') }} as v
    on o.seller_id = v.seller_id and v.valid_from <= o.ordered_at and (v.valid_to is null or o.ordered_at < v.valid_to)
left join named_sellers as n on o.seller_id = n.seller_id
