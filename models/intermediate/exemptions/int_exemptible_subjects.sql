{{ config(materialized='view') }}
select
    o.order_id as subject_id,
    o.order_id,
    o.seller_id,
    p.carrier,
    o.marketplace
from {{ ref('int_known__orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
union all
select
    ticket_id,
    cast(null as {{ text_type() }}),
    seller_id,
    cast(null as {{ text_type() }}),
    cast(null as {{ text_type() }})
from {{ ref('int_known__tickets') }}
where order_id is null
