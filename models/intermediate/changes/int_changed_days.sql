select seller_id, anchor_date
from {{ ref('int_days_before') }}
union
select o.seller_id, o.anchor_date
from {{ ref('fct_sla_outcomes') }} as o
inner join {{ ref('int_changed_orders') }} as c on o.order_id = c.order_id
