select
    invoice_id,
    order_id,
    uploaded_at,
    loaded_at,
    _load_order as load_order
from {{ ref('landed_invoices') }}
where {{ is_accepted() }}
