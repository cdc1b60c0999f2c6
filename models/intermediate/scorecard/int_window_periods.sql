{#- Only where a severity asks for several periods: every other window is looked at once. -#}
{%- set most_periods = 60 -%}
with asked as (
    select
        p.program,
        p.metric_code,
        v.window_code,
        max(v.of_periods) as period_count
    from {{ ref('sla_severities') }} as v
    inner join (select distinct policy_id, program, metric_code from {{ ref('sla_policies') }}) as p on v.policy_id = p.policy_id
    group by p.program, p.metric_code, v.window_code
)

select
    a.program,
    a.metric_code,
    a.window_code,
    k.n as period_no
from asked as a
cross join {{ integers(most_periods) }} as k
-- Periods without enough orders do not count, so as many again are looked at.
where k.n < case when a.period_count = 1 then 1 else 2 * a.period_count end
