{#-
    A row that names its key, not its order, touches the orders of all its versions: a parcel may have moved. A ticket about no
    order stands for itself.
-#}
{%- set by_order = ['orders', 'order_status_history', 'order_promises'] -%}
{%- set by_key = {
    'order_lines': 'line_id', 'shipments': 'shipment_id', 'returns': 'return_id', 'feedback': 'feedback_id', 'claims': 'claim_id',
    'invoices': 'invoice_id', 'tickets': 'ticket_id',
} -%}
with
{%- for table, key in by_key.items() if table != 'tickets' %}
{{ table }}_keys as (
    {{ unjudged_rows(table, [key]) | indent(4) }}
),
{% endfor %}
tickets_keys as (
    {%- for table in ['tickets', 'ticket_events', 'ticket_ratings'] %}
    {{ unjudged_rows(table, ['ticket_id']) | indent(4) }}
    {{ 'union' if not loop.last }}
    {%- endfor %}
),

sellers as (
    {{ unjudged_rows('sellers', ['seller_id']) | indent(4) }}
    union
    {{ unjudged_rows('seller_programs', ['seller_id']) | indent(4) }}
)
{% for table in by_order %}
select order_id
from ({{ unjudged_rows(table, ['order_id']) }}) as {{ table }}_rows
union
{%- endfor %}
{%- for table, key in by_key.items() %}
select {{ 'coalesce(r.order_id, r.ticket_id)' if table == 'tickets' else 'r.order_id' }} as order_id
from {{ ref('landed_' ~ table) }} as r
inner join {{ table }}_keys as k on r.{{ key }} = k.{{ key }}
union
{%- endfor %}
select r.order_id
from {{ ref('landed_orders') }} as r
inner join sellers as s on r.seller_id = s.seller_id
union
select coalesce(r.order_id, r.ticket_id)
from {{ ref('landed_tickets') }} as r
inner join sellers as s on r.seller_id = s.seller_id
