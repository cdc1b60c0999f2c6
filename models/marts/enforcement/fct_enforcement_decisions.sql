select
    d.decision_id,
    d.recommendation_id,
    d.seller_id,
    d.policy_id,
    d.recommended_action,
    d.decision,
    d.action,
    d.newest_no = 1 as is_newest,
    d.decided_by,
    d.decided_at,
    d.decided_on,
    d.reason,
    case
        when r.recommendation_id is null then 'unknown'
        when d.decided_on < r.opened_on then 'before_it_was_opened'
        when d.decided_on > r.withdrawn_on then 'after_it_was_withdrawn'
        else 'in_time'
    end as timing,
    r.opened_on,
    r.withdrawn_on,
    r.withdrawn_reason
from {{ ref('int_enforcement_decided') }} as d
left join {{ ref('int_enforcement_recommended') }} as r on d.recommendation_id = r.recommendation_id
