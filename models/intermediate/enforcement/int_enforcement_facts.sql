{#- The window by which a recommendation was opened, as it was judged on that day. -#}
select
    r.recommendation_id,
    r.rule_id,
    s.program,
    s.metric_code,
    s.policy_id,
    s.window_code,
    s.window_start_date,
    s.window_end_date,
    s.statistic,
    s.comparator,
    s.limit_value,
    s.is_value,
    s.population_count,
    s.bad_count,
    s.rate,
    s.measured_value,
    s.times_limit,
    v.severity_code
from {{ ref('int_enforcement_steps') }} as r
inner join {{ ref('int_breach_episode_stretches') }} as s
    on r.episode_id = s.episode_id and r.window_code = s.window_code and r.from_date = s.from_date
inner join {{ ref('breach_severities') }} as v on s.severity_rank = v.severity_rank
