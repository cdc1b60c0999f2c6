select
    seller_id,
    'uci_helpdesk' as program,
    valid_from,
    cast(null as timestamp) as valid_to,
    cast(0 as bigint) as load_order
from {{ ref('stg_uci_incidents__sellers') }}
