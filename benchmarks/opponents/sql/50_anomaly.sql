-- Orders with anything odd.
select distinct order_id
from event
where
    deliveries > 1 or loaded_at > later_loaded_at or move in ({{ ILLEGAL }}, {{ AFTER_FINAL }}) or is_reverted
    or recorded_at < event_at - interval '5' minute
union
select order_id
from delivery
where status is null
