{%- set metrics = [
    'cancellation_rate', 'status_error_rate', 'tracking_rate', 'on_time_delivery', 'order_confirmation',
    'delivery_confirmation', 'ship_time', 'return_rate', 'late_shipment',
] -%}
{%- for metric in metrics %}
select * from {{ ref('int_measures__' ~ metric) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
