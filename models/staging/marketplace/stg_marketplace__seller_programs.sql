select
    seller_id,
    lower(program) as program,
    valid_from,
    valid_to,
    _load_order as load_order
from {{ ref('landed_seller_programs') }}
where {{ is_accepted() }}
