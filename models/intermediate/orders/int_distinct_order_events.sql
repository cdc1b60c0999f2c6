{#-
    The same status at the same time is one event, however often it is delivered; its last delivery says who did it and why.
    Only an order that has a status twice can have an event twice: most orders pass as they are.
-#}
{{ config(materialized='view') }}
{%- set statuses = ['blocked', 'open', 'shipping', 'shipped', 'delivered', 'returned', 'cancelled', 'lost'] -%}
{%- set deliveries = ref('int_known__order_status_history') -%}
with repeating_orders as (
    select order_id
    from {{ deliveries }}
    where status is not null
    group by order_id
    having count(*) > {% for status in statuses %}{{ ' + ' if not loop.first }}max(case when status = '{{ status }}' then 1 else 0 end){% endfor %}
),

numbered as (
    select
        d.*,
        row_number() over (
            partition by d.order_id, d.status, d.event_at order by d.loaded_at desc, d.actor, d.recorded_at, d.load_order desc
        ) as delivery_no
    from {{ deliveries }} as d
    inner join repeating_orders as r on d.order_id = r.order_id
    where d.status is not null
)

select
    d.order_id,
    d.status,
    d.event_at,
    d.recorded_at,
    d.loaded_at,
    d.loaded_at as last_loaded_at,
    d.source_sequence,
    d.actor,
    d.reason_code,
    cast(1 as bigint) as delivery_count
from {{ deliveries }} as d
left join repeating_orders as r on d.order_id = r.order_id
where d.status is not null and r.order_id is null
union all
select
    order_id,
    status,
    event_at,
    min(recorded_at),
    min(loaded_at),
    max(loaded_at),
    min(source_sequence),
    max(case when delivery_no = 1 then actor end),
    max(case when delivery_no = 1 then reason_code end),
    count(*)
from numbered
group by order_id, status, event_at
