select
    p.policy_id,
    coalesce(own.history_days, usual.history_days) as history_days,
    coalesce(own.min_history_count, usual.min_history_count) as min_history_count,
    a.as_of_at
from (select distinct policy_id from {{ ref('sla_policies') }}) as p
inner join {{ ref('at_risk_rules') }} as usual on usual.policy_id = 'any'
left join {{ ref('at_risk_rules') }} as own on p.policy_id = own.policy_id
cross join {{ ref('int_as_of') }} as a
