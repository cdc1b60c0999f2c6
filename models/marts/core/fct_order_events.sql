{{ config(unique_key='order_id', meta={'changes': 'int_changed_orders', 'month_of': 'event_at'}) }}
{{- waits_for(['int_changed_orders']) -}}
{%- set parcel_events = {
    'tracking_added': 'tracking_added_at', 'carrier_scan': 'first_scan_at', 'delivery_attempt': 'first_attempt_at',
    'carrier_delivered': 'carrier_delivered_at',
} -%}
with happened as (
    select
        order_id,
        'status' as event_type,
        status,
        event_at,
        recorded_at,
        actor,
        reason_code,
        is_reverted,
        event_no as order_within
    from {{ ref('int_order_events') }}
    {%- for type, column in parcel_events.items() %}
    union all
    select
        order_id,
        '{{ type }}',
        null,
        {{ column }},
        {{ column }},
        '{{ 'seller' if type == 'tracking_added' else 'carrier' }}',
        null,
        false,
        {{ loop.index }}
    from {{ ref('int_known__shipments') }}
    where {{ column }} is not null
    {%- endfor %}
    union all
    select
        order_id,
        'return_requested',
        null,
        requested_at,
        requested_at as recorded_at,
        'buyer',
        reason_code,
        false,
        9
    from {{ ref('int_known__returns') }}
)

select
    h.order_id,
    o.seller_id,
    cast(row_number() over (
        partition by h.order_id order by h.event_at, h.order_within, h.event_type, h.recorded_at, h.reason_code nulls last
    ) as bigint) as event_no,
    h.event_type,
    h.status,
    h.event_at,
    h.recorded_at,
    h.actor,
    h.reason_code,
    h.is_reverted
from happened as h
inner join {{ ref('int_known__orders') }} as o on h.order_id = o.order_id
