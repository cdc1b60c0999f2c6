{{- waits_for(['int_policies']) -}}
{%- set metrics = [
    'cancellation_rate', 'status_error_rate', 'tracking_rate', 'on_time_delivery', 'order_confirmation',
    'delivery_confirmation', 'ship_time', 'return_rate', 'late_shipment', 'late_dispatch', 'late_scan', 'late_tracking',
    'order_defect', 'negative_feedback', 'feedback_rating', 'item_not_received',
    'delivery_attempt', 'valid_tracking', 'tracking_upload',
    'refund_rate', 'return_answer', 'refund_time', 'return_lines', 'return_units',
    'acceptance_time',
] -%}
{%- for metric in metrics -%}{%- do ref('int_measures__' ~ metric) -%}{%- endfor -%}
{%- for metric in judged_metrics(metrics) %}
select * from {{ ref('int_measures__' ~ metric) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
