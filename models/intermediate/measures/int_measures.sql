{%- set of_orders = [
    'cancellation_rate', 'status_error_rate', 'tracking_rate', 'on_time_delivery', 'order_confirmation',
    'delivery_confirmation', 'ship_time', 'return_rate', 'late_shipment',
] -%}
{%- set of_tickets = ['first_response', 'next_response', 'resolution', 'first_resolution', 'ticket_reopened', 'csat'] -%}
{%- for metric in of_orders %}
select *, order_id as subject_id from {{ ref('int_measures__' ~ metric) }}
union all
{%- endfor %}
{%- for metric in of_tickets %}
select * from {{ ref('int_measures__' ~ metric) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
