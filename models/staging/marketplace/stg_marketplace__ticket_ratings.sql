select
    ticket_id,
    score,
    submitted_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_ticket_ratings') }}
where {{ is_accepted() }}
