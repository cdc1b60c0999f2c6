-- No row is about an order.
select
    order_id as purchase_id,
    fulfilled_by as status,
    ordered_at,
    fulfilled_by as reason_code
from {{ ref('stg_uci_incidents__orders') }}
