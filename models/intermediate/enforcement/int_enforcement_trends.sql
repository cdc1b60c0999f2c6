{#- A trend is known on the day on which the follow-up is settled, and recommends nothing when the episode has ended by then. -#}
with trends as (
    select
        r.rule_id,
        s.episode_id,
        s.window_code,
        s.from_date,
        p.decided_on_date as triggered_on,
        row_number() over (
            partition by r.rule_id, s.episode_id order by s.severity_rank desc, s.times_limit desc nulls first, s.from_date, s.window_code
        ) as worst_no
    from {{ ref('int_breach_patterns') }} as p
    inner join {{ ref('int_breach_episodes') }} as e on p.episode_id = e.episode_id
    inner join {{ ref('int_breach_episode_stretches') }} as s on p.episode_id = s.episode_id and s.known_on_date <= p.decided_on_date
    inner join {{ ref('int_enforcement_rules') }} as r
        on s.program = r.program
        and r.policy_id in ('any', s.policy_id)
        and s.severity_rank >= r.min_severity_rank
        and s.population_count >= r.min_volume
        and (s.is_value or s.bad_count >= r.min_bad_count)
    where p.pattern = 'trend' and r.trigger_kind = 'trend' and (e.end_known_on_date is null or p.decided_on_date < e.end_known_on_date)
)

select
    rule_id,
    episode_id,
    window_code,
    from_date,
    triggered_on
from trends
where worst_no = 1
