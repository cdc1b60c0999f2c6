{{ latest_known_rows('claims', key=['claim_id']) }}

select
    r.claim_id,
    r.order_id,
    r.claim_type,
    r.opened_at,
    r.closed_at,
    r.outcome,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
