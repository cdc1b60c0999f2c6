-- An order that a program's policy covers has a verdict for each of the program's metrics.
with expected as (
    select distinct
        o.order_id,
        p.program,
        p.metric_code
    from {{ ref('int_orders') }} as o
    inner join {{ ref('int_policies') }} as p
        on o.scope_id = p.scope_id and p.bound_from <= o.ordered_at and (p.bound_to is null or o.ordered_at < p.bound_to)
)

select
    e.order_id,
    e.program,
    e.metric_code
from expected as e
left join {{ ref('fct_sla_outcomes') }} as v
    on e.order_id = v.order_id and e.program = v.program and e.metric_code = v.metric_code
where v.order_id is null
