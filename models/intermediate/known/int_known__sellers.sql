{{ latest_known_rows('sellers', key=['seller_id', 'valid_from'], by_order=false) }}

select
    seller_id,
    seller_name,
    legal_entity,
    country,
    timezone,
    seller_group,
    email,
    valid_from,
    loaded_at
from latest
