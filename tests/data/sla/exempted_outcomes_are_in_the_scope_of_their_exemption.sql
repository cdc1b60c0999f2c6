-- Whenever they were judged: an exemption that was revoked has left none.
select
    v.policy_id,
    v.policy_version,
    v.entity_id,
    v.exemption_id
from {{ ref('fct_sla_outcomes') }} as v
left join {{ ref('int_exemptions') }} as e
    on v.exemption_id = e.exemption_id
    and (e.policy_id is null or v.policy_id = e.policy_id)
    and (e.seller_id is null or v.seller_id = e.seller_id)
    and (e.order_id is null or v.order_id = e.order_id)
    and e.valid_from <= v.anchor_date and (e.valid_until is null or v.anchor_date < e.valid_until)
where v.exemption_id is not null and e.exemption_id is null
