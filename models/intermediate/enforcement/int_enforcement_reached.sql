{#- The first days of an episode that were as bad as a rule asks for: enough orders, enough bad ones, the grade. -#}
with reached as (
    select
        r.rule_id,
        r.trigger_kind,
        r.min_count,
        s.episode_id,
        s.seller_id,
        s.program,
        s.policy_id,
        s.window_code,
        s.from_date,
        s.known_on_date as triggered_on,
        row_number() over (
            partition by r.rule_id, s.episode_id order by s.known_on_date, s.severity_rank desc, s.from_date, s.window_code
        ) as reached_no
    from {{ ref('int_breach_episode_stretches') }} as s
    inner join {{ ref('int_enforcement_rules') }} as r
        on s.program = r.program
        and r.policy_id in ('any', s.policy_id)
        and s.severity_rank >= r.min_severity_rank
        and s.population_count >= r.min_volume
        and (s.is_value or s.bad_count >= r.min_bad_count)
    where r.trigger_kind in ('severity', 'combination')
)

select
    r.rule_id,
    r.trigger_kind,
    r.min_count,
    r.episode_id,
    r.seller_id,
    r.program,
    r.policy_id,
    r.window_code,
    r.from_date,
    r.triggered_on,
    e.end_known_on_date as lapsed_on
from reached as r
inner join {{ ref('int_breach_episodes') }} as e on r.episode_id = e.episode_id
where r.reached_no = 1
