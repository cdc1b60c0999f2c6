{{ config(materialized='view') }}
{#- Rules of a program take the place of those for any. -#}
with own as (
    select distinct program
    from {{ ref('enforcement_rules') }}
)

select
    r.rule_id,
    p.program,
    r.policy_id,
    r.trigger_kind,
    r.min_severity_rank,
    r.min_count,
    r.within_days,
    r.after_action,
    r.action,
    s.step_no,
    r.min_volume,
    r.min_bad_count,
    r.immunity_days
from {{ ref('enforcement_rules') }} as r
inner join {{ ref('enforcement_steps') }} as s on r.action = s.action
inner join {{ ref('sla_programs') }} as p on r.program in ('any', p.program)
left join own as o on p.program = o.program
where r.program = p.program or o.program is null
