select
    ticket_id,
    order_id,
    seller_id,
    channel,
    opened_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_tickets') }}
where {{ is_accepted() }}
