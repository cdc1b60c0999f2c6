-- A ticket that a program's policy covers has a verdict for each of the program's metrics of tickets, answered or not.
select
    t.ticket_id,
    p.program,
    p.metric_code
from {{ ref('int_tickets') }} as t
inner join {{ ref('int_policies') }} as p
    on t.scope_id = p.scope_id and p.bound_from <= t.opened_at and (p.bound_to is null or t.opened_at < p.bound_to)
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code and m.entity_type = 'ticket'
where
    not exists (
        select 1
        from {{ judged_outcomes() }} as v
        where v.entity_id = t.ticket_id and v.program = p.program and v.metric_code = p.metric_code
    )
