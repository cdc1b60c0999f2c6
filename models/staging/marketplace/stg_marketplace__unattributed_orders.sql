-- Every order of this source names its seller: a row without one is in quarantine, and an unknown seller is held back.
select
    purchase_id,
    cast(null as {{ text_type() }}) as status,
    ordered_at,
    cast(null as {{ text_type() }}) as reason_code
from {{ ref('stg_marketplace__orders') }}
where seller_id is null
