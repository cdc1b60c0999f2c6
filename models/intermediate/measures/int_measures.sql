{{- waits_for(['int_policies']) -}}
{%- set of_orders = [
    'cancellation_rate', 'status_error_rate', 'tracking_rate', 'on_time_delivery', 'order_confirmation',
    'delivery_confirmation', 'ship_time', 'return_rate', 'late_shipment', 'late_dispatch', 'late_scan', 'late_tracking',
    'order_defect', 'negative_feedback', 'feedback_rating', 'item_not_received',
    'delivery_attempt', 'valid_tracking', 'tracking_upload',
    'refund_rate', 'return_answer', 'refund_time', 'return_lines', 'return_units',
    'acceptance_time', 'invoice_defect', 'late_units', 'auto_decline',
] -%}
{%- set of_tickets = ['first_response', 'next_response', 'resolution', 'first_resolution', 'ticket_reopened', 'csat'] -%}
{%- for metric in of_orders + of_tickets -%}{%- do ref('int_measures__' ~ metric) -%}{%- endfor -%}
{%- for metric in judged_metrics(of_orders + of_tickets) %}
select *{{ ', order_id as subject_id' if metric in of_orders }} from {{ ref('int_measures__' ~ metric) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
