{#-
    Query of a measure: one row per order, from paid to a moment that shows that it was dispatched. An order of several parcels
    is dispatched with its last one.

    metric_code: the measure's metric.
    stopped_at, recorded_at: expressions over int_orders `o` and int_order_parcels `p`.
    never_seen: circumstance of an order that is known to be sent, though nothing says when.
-#}
{% macro measure_of_dispatch(metric_code, stopped_at, recorded_at, never_seen) -%}
select
    '{{ metric_code }}' as metric_code,
    o.order_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    o.open_at as started_at,
    {{ stopped_at }} as stopped_at,
    {{ recorded_at }} as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    o.promised_ship_first_at as promised_first_at,
    o.promised_ship_latest_at as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when o.is_preorder then 'preorder'
        when o.payment = 'outstanding' then 'never_paid'
        when o.payment = 'unknown' then 'open_not_recorded'
        when o.delivered_at <= o.promised_delivery_latest_at then 'delivered_on_time'
        when {{ stopped_at }} is not null then 'dispatched'
        when coalesce(o.shipped_at, o.delivered_at, o.returned_at, o.lost_at) is not null then '{{ never_seen }}'
        when o.cancelled_at is not null then 'cancelled_unshipped'
        else 'not_dispatched'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_orders') }} as o
left join {{ ref('int_order_parcels') }} as p on o.order_id = p.order_id
{%- endmacro %}
