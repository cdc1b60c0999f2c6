with events as (
    select
        *,
        lower(actor) as actor_word
    from {{ ref('landed_order_status_history') }}
    where {{ is_accepted() }}
),

codes as (
    select
        raw_status,
        status,
        reason_code
    from {{ ref('status_map') }}
    where source = 'marketplace'
)

select
    e.order_id,
    c.status,
    e.status as raw_status,
    e.event_at,
    coalesce(e.recorded_at, e.event_at) as recorded_at,
    case
        when e.actor_word in ('seller', 'buyer', 'platform', 'carrier', 'call_centre') then e.actor_word
        else 'unknown'
    end as actor,
    coalesce(e.reason_code, c.reason_code) as reason_code,
    e.source_sequence,
    e.loaded_at,
    e._load_order as load_order
from events as e
left join codes as c on lower(e.status) = c.raw_status
