select
    r.number as ticket_id,
    'status' as event_type,
    cast(null as {{ text_type() }}) as author_role,
    cast(null as boolean) as is_public,
    cast(null as boolean) as is_automated,
    m.status,
    r.sys_updated_at as event_at,
    r.sys_mod_count as source_sequence,
    r.sys_updated_at as loaded_at,
    r._load_order as load_order
from {{ ref('landed_uci_incidents__incidents') }} as r
inner join {{ ref('ticket_status_map') }} as m on m.source = 'uci_incidents' and lower(r.incident_state) = m.raw_status
where {{ is_accepted('r') }}
