{#- A parcel that was moved to another order, or lost its number, is what its newest version says. -#}
{{ latest_known_rows('shipments', key=['shipment_id'], by_order=false) }},

uses as (
    select
        k.carrier,
        k.tracking_number,
        k.order_id,
        coalesce(o.purchase_id, o.order_id) as purchase_id
    from latest as k
    inner join {{ ref('fct_orders') }} as o on k.order_id = o.order_id and k.source = o.source
    where k.tracking_number is not null
),

reused as (
    select u.carrier, u.tracking_number
    from uses as u
    cross join {{ ref('int_red_flag_parameters') }} as p
    group by u.carrier, u.tracking_number, p.tracking_reused
    having count(distinct u.purchase_id) >= p.tracking_reused
)

select distinct u.order_id
from uses as u
inner join reused as r on u.tracking_number = r.tracking_number and coalesce(u.carrier, '-') = coalesce(r.carrier, '-')
