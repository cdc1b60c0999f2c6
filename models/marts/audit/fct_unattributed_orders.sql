with delivered as (
    {{- delivered_rows('unattributed_orders') | indent(4) }}
)

select
    source,
    purchase_id,
    status,
    ordered_at,
    reason_code
from delivered
