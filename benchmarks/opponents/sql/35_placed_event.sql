-- Events in their true order, and the kind of each move.
with placed as (
    select
        e.*,
        o.fulfilled_by,
        row_number() over happened as event_no,
        coalesce(lag(e.status) over happened, {{ NO_STATUS }}) as previous_status,
        lead(e.loaded_at) over happened as later_loaded_at
    from distinct_event as e
    inner join known_order as o on e.order_id = o.order_id
    window happened as (partition by e.order_id order by e.event_at, e.source_sequence nulls last, e.status)
)

select
    p.order_id, p.status, p.event_at, p.recorded_at, p.actor, p.reason_code, p.loaded_at, p.last_loaded_at, p.deliveries,
    p.event_no, p.later_loaded_at, m.move
from placed as p
inner join move as m
    on m.number = ((p.previous_status + 1) * 8 + p.status) * 2 + case when p.fulfilled_by = 'seller' then 1 else 0 end
