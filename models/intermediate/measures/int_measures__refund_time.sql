{#- The clock starts when the goods are back. Who pays before that, or lets the buyer keep them, is measured from the request. -#}
with refunds as (
    select
        *,
        case when received_at > refunded_at then requested_at else coalesce(received_at, requested_at) end as started_at
    from {{ ref('int_known__returns') }}
)

select
    'refund_time' as metric_code,
    r.return_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    r.started_at,
    r.refunded_at as stopped_at,
    r.refunded_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when r.refunded_at is not null then 'refunded'
        when lower(r.outcome) in ('rejected', 'wrongly_rejected') then 'rejected'
        when r.received_at is null then 'not_back'
        else 'back'
    end as circumstance,
    'seller' as attribution,
    {{ seconds_between('r.started_at', 'r.refunded_at') }} as measured_value
from refunds as r
inner join {{ ref('int_orders') }} as o on r.order_id = o.order_id
