{#- A policy's own words for a circumstance overrule those for any policy. -#}
with policies as (
    select distinct policy_id, metric_code
    from {{ ref('sla_policies') }}
),

circumstances as (
    select
        e.policy_id,
        c.metric_code,
        e.circumstance,
        e.effect,
        coalesce(max(case when c.policy_id <> 'any' then c.reason end), max(c.reason)) as reason
    from {{ ref('int_policy_effects') }} as e
    inner join policies as p on e.policy_id = p.policy_id
    inner join {{ ref('sla_circumstances') }} as c
        on p.metric_code = c.metric_code and e.circumstance = c.circumstance and c.policy_id in ('any', e.policy_id)
    where e.effect <> 'clock'
    group by e.policy_id, c.metric_code, e.circumstance, e.effect
)

select
    policy_id,
    metric_code,
    circumstance as reason_code,
    effect as verdict_hint,
    reason as sentence
from circumstances
union all
select
    p.policy_id,
    p.metric_code,
    r.reason_code,
    r.verdict,
    replace(r.reason, '{done}', m.stop_verb)
from policies as p
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
cross join {{ ref('sla_clock_reasons') }} as r
