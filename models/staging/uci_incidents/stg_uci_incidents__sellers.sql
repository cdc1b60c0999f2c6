select
    seller_id,
    seller_id as seller_name,
    cast(null as {{ text_type() }}) as legal_entity,
    cast(null as {{ text_type() }}) as country,
    'UTC' as timezone,
    cast(null as {{ text_type() }}) as seller_group,
    cast(null as {{ text_type() }}) as email,
    min(opened_at) as valid_from,
    min(opened_at) as loaded_at,
    cast(0 as bigint) as load_order
from {{ ref('stg_uci_incidents__tickets') }}
group by seller_id
