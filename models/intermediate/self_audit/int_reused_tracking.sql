{#- A parcel that was moved to another order has two versions; only the newest says whose it is. -#}
with delivered as (
    {{- delivered_rows('shipments') | indent(4) }}
),

known as (
    select
        d.source,
        d.shipment_id,
        d.order_id,
        d.carrier,
        d.tracking_number,
        row_number() over (partition by d.source, d.shipment_id order by d.loaded_at desc, d.load_order desc) as version_no
    from delivered as d
    inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
    where d.tracking_number is not null
),

uses as (
    select
        k.carrier,
        k.tracking_number,
        k.order_id,
        coalesce(o.purchase_id, o.order_id) as purchase_id
    from known as k
    inner join {{ ref('fct_orders') }} as o on k.order_id = o.order_id and k.source = o.source
    where k.version_no = 1
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
