{%- set tables = [
    'orders', 'order_status_history', 'order_promises', 'order_lines', 'shipments', 'returns', 'feedback', 'claims', 'invoices',
    'tickets', 'ticket_events', 'ticket_ratings', 'sellers',
] -%}
with tables as (
    {%- for table in tables %}
    select max(loaded_at) as high_water_at
    from {{ ref('stg_marketplace__' ~ table) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select max(high_water_at) as high_water_at
from tables
