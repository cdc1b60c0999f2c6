with involved as (
    select
        episode_id,
        count(distinct order_id) as order_count,
        count(distinct case when is_bad then order_id end) as bad_order_count
    from {{ ref('int_breach_outcomes') }}
    group by episode_id
)

select
    e.episode_id,
    e.seller_id,
    e.program,
    e.metric_code,
    e.policy_id,
    e.first_date,
    e.last_date,
    cast(extract(day from (cast(e.last_date as timestamp) - cast(e.first_date as timestamp))) + 1 as bigint) as day_count,
    e.known_on_date,
    e.ended_by is null as is_open,
    e.ended_by,
    e.end_known_on_date,
    v.severity_code,
    e.peak_severity_rank as severity_rank,
    e.peak_times_limit,
    e.peak_date,
    e.peak_window_code,
    e.peak_statistic,
    e.peak_limit_value,
    e.peak_rate,
    e.peak_measured_value,
    e.peak_population_count,
    e.peak_bad_count,
    e.evidence_start_date,
    coalesce(i.order_count, 0) as order_count,
    coalesce(i.bad_order_count, 0) as bad_order_count,
    p.pattern,
    p.pattern_reason,
    p.decided_on_date as pattern_decided_on_date,
    p.follow_up_start_date,
    p.follow_up_end_date,
    p.opening_count,
    p.opening_bad_count,
    p.follow_up_count,
    p.follow_up_bad_count
from {{ ref('int_breach_episodes') }} as e
inner join {{ ref('breach_severities') }} as v on e.peak_severity_rank = v.severity_rank
inner join {{ ref('int_breach_patterns') }} as p on e.episode_id = p.episode_id
left join involved as i on e.episode_id = i.episode_id
