with delivered as (
    {{- delivered_rows('order_status_history') | indent(4) }}
)

select
    d.order_id,
    d.status,
    d.raw_status,
    d.event_at,
    d.recorded_at,
    d.actor,
    d.reason_code,
    d.source_sequence,
    d.loaded_at,
    d.load_order
from delivered as d
inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
inner join {{ ref('int_known__orders') }} as o on d.order_id = o.order_id
{{ changed_orders_only('d') }}
