{{- waits_for(['int_changed_orders']) -}}
{#- One look at the largest table for everything that asks what this build has judged. -#}
{%- set columns = ['policy_id', 'policy_version', 'program', 'metric_code', 'entity_id', 'order_id', 'seller_id', 'anchor_date', 'reason_code'] -%}
select v.{{ columns | join(', v.') }}
from {{ ref('fct_sla_outcomes') }} as v
{{ changed_orders_only('v', 'v.subject_id') }}
{%- if judges_everything() %}
where 1 = 0
{%- endif %}
