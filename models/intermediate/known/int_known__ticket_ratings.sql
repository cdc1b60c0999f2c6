{{ latest_known_rows('ticket_ratings', key=['ticket_id'], by_order=false) }}

select
    r.ticket_id,
    r.score,
    r.submitted_at,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__tickets') }} as t on r.ticket_id = t.ticket_id
