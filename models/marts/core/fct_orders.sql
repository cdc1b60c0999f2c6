{{ config(unique_key='order_id', meta={'changes': 'int_changed_orders', 'month_of': 'ordered_at'}) }}
{{- waits_for(['int_changed_orders']) -}}
{%- set statuses = ['blocked', 'open', 'shipping', 'shipped', 'delivered', 'returned', 'cancelled', 'lost'] -%}
with lines as (
    select
        order_id,
        count(*) as line_count,
        cast(sum(quantity) as bigint) as unit_count
    from {{ ref('int_known__order_lines') }}
    group by order_id
),

loads as (
    select
        order_id,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_order_events') }}
    group by order_id
),

anomalies as (
    select distinct order_id
    from {{ ref('fct_status_anomalies') }}
)

select
    o.order_id,
    o.purchase_id,
    o.seller_id,
    o.source,
    o.marketplace,
    o.buyer_ref,
    o.buyer_country,
    o.ship_from_country,
    k.calendar_id,
    k.timezone,
    o.fulfilled_by,
    o.shipping_method,
    o.is_test,
    o.is_preorder,
    coalesce(l.line_count, 0) as line_count,
    coalesce(l.unit_count, 0) as unit_count,
    o.order_value_minor,
    o.currency,
    o.ordered_at,
    {%- for status in statuses %}
    i.{{ status }}_at,
    {%- endfor %}
    i.current_status,
    i.cancelled_by,
    i.promised_ship_latest_at as promised_ship_until,
    i.promised_delivery_latest_at as promised_delivery_until,
    s.carrier,
    s.parcel_count,
    a.order_id is not null as has_anomaly,
    case when e.last_loaded_at > o.loaded_at then e.last_loaded_at else o.loaded_at end as last_loaded_at
from {{ ref('int_known__orders') }} as o
inner join {{ ref('int_orders') }} as i on o.order_id = i.order_id
left join {{ ref('int_scope_calendars') }} as k on i.scope_id = k.scope_id
left join {{ ref('int_order_parcels') }} as s on o.order_id = s.order_id
left join lines as l on o.order_id = l.order_id
left join loads as e on o.order_id = e.order_id
left join anomalies as a on o.order_id = a.order_id
