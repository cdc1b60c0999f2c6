{{ latest_known_records('plans', 'plan_id') }}

select
    l.plan_id,
    l.seller_id,
    l.policy_id,
    cast({{ utc_to_local('l.accepted_at', 'z.timezone') }} as date) as accepted_on,
    cast({{ utc_to_local('l.closed_at', 'z.timezone') }} as date) as closed_on
from latest as l
inner join {{ ref('int_policy_zones') }} as z on l.policy_id = z.policy_id
where l.accepted_at is not null
