select
    seller_id,
    seller_name,
    legal_entity,
    upper(country) as country,
    timezone,
    seller_group,
    email,
    valid_from,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_sellers') }}
where {{ is_accepted() }}
