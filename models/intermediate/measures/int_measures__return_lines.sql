select
    'return_lines' as metric_code,
    line_id as entity_id,
    order_id,
    seller_id,
    scope_id,
    ordered_at as created_at,
    sent_at as started_at,
    requested_at as stopped_at,
    requested_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    fate as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from {{ ref('int_line_returns') }}
