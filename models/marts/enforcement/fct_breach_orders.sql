select
    o.episode_id,
    o.entity_id,
    o.order_id,
    e.seller_id,
    e.policy_id,
    o.anchor_date,
    o.reason_code,
    o.attribution,
    o.is_accountable
from {{ ref('int_breach_outcomes') }} as o
inner join {{ ref('int_breach_episodes') }} as e on o.episode_id = e.episode_id
where o.is_bad
