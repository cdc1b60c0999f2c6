{{ latest_known_rows('order_promises', key=['order_id', 'promise_type', 'recorded_at']) }}

select
    r.order_id,
    r.promise_type,
    r.promised_from,
    r.promised_until,
    r.recorded_at,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
