select
    p.policy_id,
    c.circumstance,
    max(coalesce(o.effect, c.effect)) as effect
from {{ ref('sla_policies') }} as p
inner join {{ ref('sla_circumstances') }} as c on p.metric_code = c.metric_code and c.policy_id = 'any'
left join {{ ref('sla_circumstances') }} as o
    on c.metric_code = o.metric_code and c.circumstance = o.circumstance and p.policy_id = o.policy_id
group by p.policy_id, c.circumstance
