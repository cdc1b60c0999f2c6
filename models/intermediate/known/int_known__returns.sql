{{ latest_known_rows('returns', key=['return_id']) }}

select
    r.return_id,
    r.order_id,
    r.line_id,
    r.quantity,
    r.reason_code,
    r.requested_at,
    r.answered_at,
    r.received_at,
    r.refunded_at,
    r.outcome,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
