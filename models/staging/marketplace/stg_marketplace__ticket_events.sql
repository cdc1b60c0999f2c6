select
    ticket_id,
    event_type,
    author_role,
    is_public,
    is_automated,
    status,
    event_at,
    source_sequence,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_ticket_events') }}
where {{ is_accepted() }}
