{#-
    What was judged from the first day of the window that opened an episode to its last day. Where a mean was out of its limit,
    whatever lies beyond the limit counts as bad.
-#}
select
    e.episode_id,
    o.order_id,
    o.entity_id,
    o.anchor_date,
    o.reason_code,
    o.attribution,
    o.is_accountable,
    case
        when e.beyond_sign is null then o.verdict <> 'met'
        else coalesce(o.measured_value * 10000 * e.beyond_sign > e.peak_limit_units * e.beyond_sign, false)
    end as is_bad
from {{ ref('int_breach_episodes') }} as e
inner join {{ ref('fct_sla_outcomes') }} as o
    on e.seller_id = o.seller_id
    and e.policy_id = o.policy_id
    and (e.evidence_start_date is null or e.evidence_start_date <= o.anchor_date) and o.anchor_date <= e.last_date
where o.verdict in ('met', 'breached', 'overdue')
