{#- The newest decision on a recommendation holds. Its id is policy/action/seller/day, and a seller's id may have any sign. -#}
{{ latest_known_records('decisions', 'decision_id') }},

parts as (
    select
        *,
        split_part(recommendation_id, '/', 1) as policy_id,
        split_part(recommendation_id, '/', 2) as recommended_action,
        row_number() over (partition by recommendation_id order by decided_at desc, decision_id desc) as newest_no
    from latest
)

select
    p.decision_id,
    p.recommendation_id,
    p.policy_id,
    substring(
        p.recommendation_id, length(p.policy_id) + length(p.recommended_action) + 3,
        length(p.recommendation_id) - length(p.policy_id) - length(p.recommended_action) - 13
    ) as seller_id,
    p.recommended_action,
    p.decision,
    case p.decision when 'approve' then p.recommended_action when 'change' then p.step end as action,
    p.decided_by,
    p.decided_at,
    cast({{ utc_to_local('p.decided_at', 'z.timezone') }} as date) as decided_on,
    p.reason,
    p.newest_no
from parts as p
inner join {{ ref('int_policy_zones') }} as z on p.policy_id = z.policy_id
