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
        'uci_incidents': ['uci_incidents__incidents'],
    } -%}
    {%- set names, systems = [], source_systems() -%}
    {%- set unknown = systems | reject('in', tables_of) | map('string') | join(', ') -%}
    {%- if unknown or not systems -%}
        {{ exceptions.raise_compiler_error(
            'The variable sources names ' ~ (unknown ~ ', which this project cannot read' if unknown else 'no source system')
            ~ ': in vars.yml, or with --vars, make it a list of one or more of ' ~ tables_of | join(', ') ~ '.'
        ) }}
    {%- endif -%}
    {%- for system in systems -%}
        {%- do names.extend(tables_of[system]) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
