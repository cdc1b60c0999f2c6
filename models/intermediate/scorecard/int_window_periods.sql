{#- Only where a severity or a draft asks for several periods: every other window is looked at once. -#}
{%- set most_periods, periods_of_a_draft = 60, 12 -%}
with asked as (
    select
        p.program,
        p.metric_code,
        v.window_code,
        -- Periods without enough orders do not count, so as many again are looked at.
        case when v.of_periods = 1 then 1 else 2 * v.of_periods end as period_count
    from {{ ref('sla_severities') }} as v
    inner join (select distinct policy_id, program, metric_code from {{ ref('sla_policies') }}) as p on v.policy_id = p.policy_id
    union all
    select
        program,
        metric_code,
        window_code,
        {{ periods_of_a_draft }}
    from {{ ref('int_policy_drafts') }}
),

windows as (
    select
        program,
        metric_code,
        window_code,
        max(period_count) as period_count
    from asked
    group by program, metric_code, window_code
)

select
    w.program,
    w.metric_code,
    w.window_code,
    k.n as period_no
from windows as w
cross join {{ integers(most_periods) }} as k
where k.n < w.period_count
