select
    ticket_id,
    event_no,
    status,
    is_solved,
    coalesce(lag(is_solved) over (partition by ticket_id order by event_no), false) as was_solved,
    event_at as starts_at,
    lead(event_at) over (partition by ticket_id order by event_no) as ends_at
from {{ ref('int_ticket_events') }}
where event_type = 'status'
