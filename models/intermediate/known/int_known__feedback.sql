{{ latest_known_rows('feedback', key=['feedback_id']) }}

select
    r.feedback_id,
    r.order_id,
    r.rating,
    r.submitted_at,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
