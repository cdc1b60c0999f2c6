{#- What late_shipment says of an order, once per line and as many pieces as it has. What the buyer cancelled was never to be shipped. -#}
select
    'late_units' as metric_code,
    l.line_id as entity_id,
    m.order_id,
    m.seller_id,
    m.scope_id,
    m.created_at,
    m.started_at,
    m.stopped_at,
    m.stop_recorded_at,
    m.promised_from_at,
    m.promised_first_at,
    m.promised_latest_at,
    case
        when m.circumstance = 'cancelled_unshipped' and o.cancelled_by in ('buyer', 'call_centre') then 'cancelled_by_buyer'
        else m.circumstance
    end as circumstance,
    m.attribution,
    l.quantity as measured_value
from {{ ref('int_measures__late_shipment') }} as m
inner join {{ ref('int_orders') }} as o on m.order_id = o.order_id
inner join {{ ref('int_known__order_lines') }} as l on m.order_id = l.order_id
where l.quantity > 0
