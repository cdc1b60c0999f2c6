{{ config(materialized='view') }}
{#- A ticket may be another seller's than its order: what is his is covered by what names him. -#}
select
    o.order_id as subject_id,
    o.order_id,
    o.seller_id,
    p.carrier,
    o.marketplace
from {{ ref('int_known__orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
union all
select distinct
    t.subject_id,
    t.order_id,
    t.seller_id,
    p.carrier,
    o.marketplace
from {{ ref('int_known__tickets') }} as t
left join {{ ref('int_known__orders') }} as o on t.order_id = o.order_id
left join {{ ref('int_order_parcels') }} as p on t.order_id = p.order_id
where o.order_id is null or t.seller_id <> o.seller_id
