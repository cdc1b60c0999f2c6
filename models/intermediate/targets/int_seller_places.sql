{#- Daily counts are not cut by marketplace: a seller counts where most of its orders are. -#}
with sold as (
    select
        seller_id,
        marketplace,
        row_number() over (partition by seller_id order by count(*) desc, marketplace) as place_no
    from {{ ref('fct_orders') }}
    group by seller_id, marketplace
)

select
    s.seller_id,
    s.marketplace,
    coalesce(d.country, 'unknown') as seller_country
from sold as s
left join {{ ref('dim_sellers') }} as d on s.seller_id = d.seller_id
where s.place_no = 1
