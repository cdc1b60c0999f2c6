select
    order_id,
    status,
    status as raw_status,
    event_at,
    recorded_at,
    actor,
    reason_code,
    source_sequence,
    loaded_at,
    load_order
from ({{ no_rows('order_status_history') }}) as nothing
