{#-
    Names of the landed tables, `landed_<name>`, of the source systems that this build reads, a table after those it refers
    to. A test holds the lists against the contracts; they are written out because dbt must know what a model reads before
    it has read the contracts.
-#}
{% macro landed_tables() -%}
    {%- set tables_of = {
        'marketplace': [
            'sellers', 'seller_programs', 'orders', 'order_status_history', 'order_promises', 'order_lines', 'shipments',
            'returns', 'feedback', 'claims', 'tickets', 'ticket_events', 'ticket_ratings',
        ],
        'olist': ['olist__sellers', 'olist__orders', 'olist__order_items', 'olist__customers', 'olist__products'],
    } -%}
    {%- set names = [] -%}
    {%- for system in var('sources') -%}
        {%- do names.extend(tables_of[system]) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
