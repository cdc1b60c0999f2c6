{#- What the columns of one row, or the rows together, cannot be; what a column alone can tell is in int_seed_mistakes. -#}
with mistakes as (
    select
        'enforcement_rules' as seed, concat(
            'Rule ', rule_id, ' ends a contract ', notice_days, ' days after the notice: Regulation (EU) 2019/1150, Art. 4, asks for 30 at least.'
        ) as sentence
    from {{ ref('enforcement_rules') }}
    where action = 'terminate' and notice_days < 30
    union all
    select 'enforcement_rules', concat('Rule ', rule_id, ' counts strikes and needs within_days: in how many days.')
    from {{ ref('enforcement_rules') }}
    where trigger_kind = 'strikes' and within_days is null
    union all
    select 'enforcement_rules', concat('Rule ', rule_id, ' is a ', trigger_kind, ': only strikes can follow on a step, so after_action must be none.')
    from {{ ref('enforcement_rules') }}
    where trigger_kind <> 'strikes' and after_action <> 'none'
    union all
    select 'enforcement_rules', concat('Rule ', rule_id, ' asks for a plan and needs plan_due_days: by when.')
    from {{ ref('enforcement_rules') }}
    where action = 'require_plan' and plan_due_days is null
    union all
    select 'enforcement_steps', concat('Steps ', a.action, ' and ', b.action, ' are both number ', a.step_no, ': one of them must be the higher.')
    from {{ ref('enforcement_steps') }} as a
    inner join {{ ref('enforcement_steps') }} as b on a.step_no = b.step_no and a.action < b.action
    union all
    select 'breach_rules', 'breach_rules needs a row for any: without it, policies without a row of their own have no episodes.'
    from (select count(case when policy_id = 'any' then 1 end) as any_count from {{ ref('breach_rules') }}) as r
    where any_count = 0
    union all
    select
        'breach_severities', concat(
            'Severity ', a.severity_code, ' is worse than ', b.severity_code, ' and begins no later: give it a higher min_times_limit.'
        )
    from {{ ref('breach_severities') }} as a
    inner join {{ ref('breach_severities') }} as b on a.severity_rank > b.severity_rank and a.min_times_limit <= b.min_times_limit
    union all
    select 'alert_rules', concat('Rule ', rule_id, ' closes below ', closes_below, ', which is more than it opens at, ', opens_at, ': it would flap.')
    from {{ ref('alert_rules') }}
    where closes_below > opens_at
    union all
    select 'alert_rules', concat('Rule ', rule_id, ' has short days that are no fewer than its long ones: they must show that it goes on.')
    from {{ ref('alert_rules') }}
    where kind = 'budget' and short_days >= long_days
    union all
    select 'alert_rules', concat('Rule ', rule_id, ' is a change: opens_at and closes_below say how sure, which is 95, 99 or 99.9.')
    from {{ ref('alert_rules') }}
    where kind = 'change' and (opens_at not in (95, 99, 99.9) or closes_below not in (95, 99, 99.9))
)

select
    seed,
    sentence
from mistakes
