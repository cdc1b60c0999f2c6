-- Entities in = verdicts out, for every policy version, among the orders that this build judges.
with bound as (
    select
        policy_id,
        policy_version,
        count(*) as entity_count
    from {{ ref('int_bound') }}
    group by policy_id, policy_version
),

judged as (
    select
        v.policy_id,
        v.policy_version,
        count(*) as verdict_count
    from {{ judged_outcomes() }} as v
    group by v.policy_id, v.policy_version
)

select
    b.policy_id,
    b.policy_version,
    b.entity_count,
    j.verdict_count
from bound as b
left join judged as j on b.policy_id = j.policy_id and b.policy_version = j.policy_version
where j.verdict_count is null or b.entity_count <> j.verdict_count
