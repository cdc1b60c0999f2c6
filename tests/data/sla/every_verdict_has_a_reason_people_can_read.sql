select
    v.policy_id,
    v.reason_code,
    count(*) as verdict_count
from {{ judged_outcomes() }} as v
left join {{ ref('dim_verdict_reasons') }} as r on v.policy_id = r.policy_id and v.reason_code = r.reason_code
where r.sentence is null
group by v.policy_id, v.reason_code
