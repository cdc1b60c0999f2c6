{{ config(materialized='view') }}
{%- set statuses = ['blocked', 'open', 'shipping', 'shipped', 'delivered', 'returned', 'cancelled', 'lost'] -%}
{#- What comes after a final status does not say where the order is, unless there is nothing else. -#}
{%- set newest = "case when move = 'after_final' then event_no - 1000000 else event_no end" -%}
select
    order_id,
    {%- for status in statuses %}
    min(case when status = '{{ status }}' then event_at end) as {{ status }}_at,
    {%- endfor %}
    {%- for status in ['shipped', 'delivered', 'returned', 'cancelled'] %}
    min(case when status = '{{ status }}' then recorded_at end) as {{ status }}_recorded_at,
    {%- endfor %}
    min(case when status not in ('blocked', 'open') then event_at end) as left_open_at,
    min(case when status not in ('blocked', 'open') then recorded_at end) as left_open_recorded_at,
    {{ earliest('actor', "case when status = 'cancelled' then event_no end") }} as cancelled_by,
    {{ earliest('actor', "case when status = 'delivered' then event_no end") }} as delivered_by,
    {{ latest('status', newest) }} as current_status,
    {{ latest('reason_code', newest) }} as current_reason_code,
    min(case when move = 'after_final' then event_at end) as after_final_at,
    min(case when move = 'after_final' then actor end) as after_final_by
from {{ ref('int_order_events') }}
where not is_reverted
group by order_id
