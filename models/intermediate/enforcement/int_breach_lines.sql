{{ latest_rows_of_breaches('order_lines', 'line_id') }}

select
    line_id,
    order_id,
    sku,
    category,
    quantity
from latest
