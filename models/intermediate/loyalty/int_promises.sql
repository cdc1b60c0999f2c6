{#- Kept or broken is told by the policies whose due time was promised to the buyer; who hides behind no key is nobody's buyer. -#}
with of_promises as (
    select distinct p.policy_id, p.policy_version
    from {{ ref('sla_policies') }} as p
    inner join {{ ref('sla_clocks') }} as c on p.clock_id = c.clock_id
    where c.due_rule = 'promise'
)

select
    v.program,
    v.metric_code,
    v.order_id,
    o.seller_id,
    o.marketplace,
    o.buyer_ref,
    v.due_at as promised_at,
    v.verdict = 'met' as is_kept
from {{ ref('fct_sla_outcomes') }} as v
inner join of_promises as p on v.policy_id = p.policy_id and v.policy_version = p.policy_version
inner join {{ ref('fct_orders') }} as o on v.entity_id = o.order_id
cross join {{ ref('int_as_of') }} as a
where v.verdict in ('met', 'breached', 'overdue') and v.due_at <= a.as_of_at and o.buyer_ref is not null
