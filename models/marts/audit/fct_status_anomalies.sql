{{ config(unique_key='order_id', meta={'changes': 'int_changed_orders', 'month_of': 'event_at'}) }}
{{- waits_for(['int_changed_orders']) -}}
{#- Anomalies are listed, never dropped: each says what is odd about one event of an order that is judged all the same. -#}
with events as (
    select *
    from {{ ref('int_order_events') }}
),

anomalies as (
    select *, 'duplicate' as anomaly_type, 'Delivered ' || cast(delivery_count as {{ text_type() }}) || ' times.' as detail
    from events
    where delivery_count > 1
    union all
    select *, 'out_of_order', 'Loaded after an event that happened later.'
    from events
    where loaded_at > later_loaded_at
    union all
    select *, 'illegal_transition', 'From ' || previous_status || ' to ' || status || ' is not a legal move.'
    from events
    where move = 'illegal'
    union all
    select *, 'after_final', 'Came after the final status ' || previous_status || '.'
    from events
    where move = 'after_final'
    union all
    select *, 'reversal', 'Taken back later; it counts for nothing.'
    from events
    where is_reverted
    union all
    select *, 'clock_skew', 'Recorded before it happened.'
    from events
    where recorded_at < event_at - interval '5' minute
)

select
    order_id,
    seller_id,
    anomaly_type,
    event_at,
    status,
    detail
from anomalies
union all
select distinct
    h.order_id,
    o.seller_id,
    'unknown_status',
    h.event_at,
    h.raw_status,
    'The code ' || h.raw_status || ' is not in the status map; the event is held back.'
from {{ ref('int_known__order_status_history') }} as h
inner join {{ ref('int_known__orders') }} as o on h.order_id = o.order_id
where h.status is null
