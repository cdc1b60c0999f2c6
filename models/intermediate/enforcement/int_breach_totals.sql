{#- Of a mean no number of bad ones is allowed: all that lie beyond the limit are too many. -#}
select
    o.episode_id,
    e.seller_id,
    e.policy_id,
    count(*) as total_count,
    count(case when o.is_bad then 1 end) as total_bad_count,
    count(case when o.is_bad then 1 end) - coalesce({{ int_div('max(s.limit_ppm) * count(*)', '1000000') }}, 0) as excess_count,
    max(r.min_driver_count) as min_driver_count
from {{ ref('int_breach_outcomes') }} as o
inner join {{ ref('int_breach_episodes') }} as e on o.episode_id = e.episode_id
inner join {{ ref('int_breach_episode_stretches') }} as s on o.episode_id = s.episode_id and s.from_the_worst = 1
left join {{ ref('breach_rules') }} as own on e.policy_id = own.policy_id
inner join {{ ref('breach_rules') }} as r on coalesce(own.policy_id, 'any') = r.policy_id
group by o.episode_id, e.seller_id, e.policy_id
