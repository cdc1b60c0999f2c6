{#- Only the sequence of statuses is judged; whether DELIVERED was true needs a person's decision. -#}
select
    'status_error_rate' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.ordered_at as started_at,
    coalesce(o.returned_at, o.delivered_at, o.cancelled_at) as stopped_at,
    coalesce(o.returned_recorded_at, o.delivered_recorded_at, o.cancelled_recorded_at) as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment <> 'recorded' then 'open_not_recorded'
        when o.after_final_at is not null and o.after_final_by = 'call_centre' then 'changed_by_call_centre'
        when o.after_final_at is not null then 'changed_after_final'
        when o.cancelled_at >= o.shipped_at then 'cancelled_after_dispatch'
        when o.delivered_by = 'platform' and o.fulfilled_by = 'seller' then 'delivered_set_by_platform'
        else 'right_status'
    end as circumstance,
    case when o.after_final_by in ('platform', 'carrier', 'unknown') then o.after_final_by else 'seller' end as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
