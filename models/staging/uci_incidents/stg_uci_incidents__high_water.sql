select max(loaded_at) as high_water_at
from {{ ref('stg_uci_incidents__ticket_events') }}
