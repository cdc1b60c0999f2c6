-- All events, with what is known of the odd ones.
{% set columns = 'order_id, status, event_at, recorded_at, actor, reason_code, loaded_at, last_loaded_at, deliveries, event_no, later_loaded_at, move' -%}
select {{ columns }}, false as is_reverted
from placed_event as e
where not exists (select 1 from odd_event as o where o.order_id = e.order_id)
union all
select {{ columns }}, is_reverted
from odd_event
