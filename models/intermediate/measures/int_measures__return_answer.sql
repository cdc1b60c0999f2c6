{#- Rejected, and a claim that the buyer opened then was upheld: the marketplace found the rejection wrong. A refund is an answer. -#}
with upheld_claims as (
    select
        order_id,
        max(opened_at) as opened_at
    from {{ ref('int_claims') }}
    where decision = 'upheld'
    group by order_id
)

select
    'return_answer' as metric_code,
    r.return_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    r.requested_at as started_at,
    coalesce(r.answered_at, r.refunded_at) as stopped_at,
    coalesce(r.answered_at, r.refunded_at) as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when lower(r.outcome) = 'wrongly_rejected' then 'wrongly_rejected'
        when lower(r.outcome) = 'rejected' and c.opened_at >= coalesce(r.answered_at, r.requested_at) then 'wrongly_rejected'
        else 'requested'
    end as circumstance,
    'seller' as attribution,
    {{ seconds_between('r.requested_at', 'coalesce(r.answered_at, r.refunded_at)') }} as measured_value
from {{ ref('int_known__returns') }} as r
inner join {{ ref('int_orders') }} as o on r.order_id = o.order_id
left join upheld_claims as c on r.order_id = c.order_id
