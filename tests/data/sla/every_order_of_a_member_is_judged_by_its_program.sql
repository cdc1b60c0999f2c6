-- An order that a program's policy covers has a verdict for each of the program's metrics of orders.
select
    o.order_id,
    p.program,
    p.metric_code
from {{ ref('int_orders') }} as o
inner join {{ ref('int_policies') }} as p
    on o.scope_id = p.scope_id and p.bound_from <= o.ordered_at and (p.bound_to is null or o.ordered_at < p.bound_to)
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code and m.entity_type = 'order'
where
    not exists (
        select 1
        from {{ judged_outcomes() }} as v
        where v.order_id = o.order_id and v.program = p.program and v.metric_code = p.metric_code
    )
