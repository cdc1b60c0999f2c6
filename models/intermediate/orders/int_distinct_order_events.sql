{#- The same status at the same time is one event, however often it is delivered; its last delivery says who did it and why. -#}
with deliveries as (
    select
        *,
        row_number() over (
            partition by order_id, status, event_at order by loaded_at desc, actor, recorded_at, load_order desc
        ) as delivery_no
    from {{ ref('int_known__order_status_history') }}
    where status is not null
)

select
    order_id,
    status,
    event_at,
    min(recorded_at) as recorded_at,
    min(loaded_at) as loaded_at,
    max(loaded_at) as last_loaded_at,
    min(source_sequence) as source_sequence,
    max(case when delivery_no = 1 then actor end) as actor,
    max(case when delivery_no = 1 then reason_code end) as reason_code,
    count(*) as delivery_count
from deliveries
group by order_id, status, event_at
