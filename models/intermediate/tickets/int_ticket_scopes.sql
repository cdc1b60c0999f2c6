{#- Countries and marketplace of the order, group and programs of who must answer, when the contact began. A ticket about no
    order names no country, and the system that delivered it stands for the marketplace. -#}
with named_sellers as (
    select distinct seller_id
    from {{ ref('sla_policies') }}
    where seller_id <> 'any'
)

select
    t.ticket_id,
    coalesce(o.marketplace, t.source) as marketplace,
    coalesce(o.buyer_country, '-') as buyer_country,
    coalesce(o.ship_from_country, '-') as ship_from_country,
    coalesce(v.country, '-') as seller_country,
    coalesce(v.seller_group, '-') as seller_group,
    coalesce(n.seller_id, '-') as named_seller_id,
    v.programs
from {{ ref('int_known__tickets') }} as t
inner join {{ ref('int_seller_versions') }} as v
    on t.seller_id = v.seller_id and v.valid_from <= t.opened_at and (v.valid_to is null or t.opened_at < v.valid_to)
left join {{ ref('int_known__orders') }} as o on t.order_id = o.order_id
left join named_sellers as n on t.seller_id = n.seller_id
