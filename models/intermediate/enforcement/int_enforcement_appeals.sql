{{ latest_known_records('appeals', 'appeal_id') }}

select
    l.appeal_id,
    l.recommendation_id,
    l.seller_id,
    z.policy_id,
    cast({{ utc_to_local('l.opened_at', 'z.timezone') }} as date) as opened_on,
    cast({{ utc_to_local('l.closed_at', 'z.timezone') }} as date) as closed_on,
    l.outcome
from latest as l
inner join {{ ref('int_policy_zones') }} as z on split_part(l.recommendation_id, '/', 1) = z.policy_id
