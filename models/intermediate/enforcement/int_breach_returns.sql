{#- A request that names no line is about all lines of its order. -#}
{{ latest_rows_of_breaches('returns', 'return_id') }}

select
    return_id,
    order_id,
    nullif(line_id, '') as line_id,
    coalesce(nullif(reason_code, ''), 'unknown') as reason_code,
    requested_at
from latest
where coalesce(lower(outcome), 'open') not in ('rejected', 'wrongly_rejected')
