{{ latest_known_rows('invoices', key=['invoice_id']) }}

select
    r.invoice_id,
    r.order_id,
    r.uploaded_at,
    r.loaded_at
from latest as r
inner join {{ ref('int_known__orders') }} as o on r.order_id = o.order_id
