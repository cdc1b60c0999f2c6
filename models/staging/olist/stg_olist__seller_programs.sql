-- The rules of another marketplace do not judge these sellers.
select distinct
    seller_id,
    'olist' as program,
    valid_from,
    cast(null as timestamp) as valid_to,
    cast(0 as bigint) as load_order
from {{ ref('stg_olist__sellers') }}
