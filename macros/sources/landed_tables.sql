{#-
    Names of all landed tables, `landed_<name>`, a table after those it refers to. A test holds the list against the
    contracts; it is written out because dbt must know what a model reads before it has read the contracts.
-#}
{% macro landed_tables() -%}
    {{ return([
        'sellers', 'seller_programs', 'orders', 'order_status_history', 'order_promises', 'order_lines', 'shipments',
        'returns', 'feedback', 'claims', 'tickets', 'ticket_events', 'ticket_ratings',
        'olist__sellers', 'olist__orders', 'olist__order_items', 'olist__customers', 'olist__products',
    ]) }}
{%- endmacro %}
