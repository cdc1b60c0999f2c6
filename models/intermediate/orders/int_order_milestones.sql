{%- set statuses = ['blocked', 'open', 'shipping', 'shipped', 'delivered', 'returned', 'cancelled', 'lost'] -%}
with effective as (
    select
        *,
        row_number() over (
            partition by order_id order by case when move = 'after_final' then 1 else 0 end, event_no desc
        ) as newest_no,
        row_number() over (partition by order_id, status order by event_no) as visit_no
    from {{ ref('int_order_events') }}
    where not is_reverted
)

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
    max(case when status = 'cancelled' and visit_no = 1 then actor end) as cancelled_by,
    max(case when status = 'delivered' and visit_no = 1 then actor end) as delivered_by,
    max(case when newest_no = 1 then status end) as current_status,
    max(case when newest_no = 1 then reason_code end) as current_reason_code,
    min(case when move = 'after_final' then event_at end) as after_final_at,
    min(case when move = 'after_final' then actor end) as after_final_by
from effective
group by order_id
