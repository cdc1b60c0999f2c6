{#-
    Names of the landed tables, `landed_<name>`, of the source systems that this build reads, and of the operations store, which
    belongs to none; a table after those it refers to. A test holds the lists against the contracts; they are written out
    because dbt must know what a model reads before it has read the contracts.
-#}
{% macro landed_tables() -%}
    {%- set tables_of = {
        'marketplace': [
            'sellers', 'seller_programs', 'orders', 'order_status_history', 'order_promises', 'order_lines', 'shipments',
            'returns', 'feedback', 'claims', 'invoices', 'tickets', 'ticket_events', 'ticket_ratings',
        ],
        'operations': [
            'operations__decisions', 'operations__appeals', 'operations__exemptions', 'operations__plans',
            'operations__plan_actions', 'operations__policy_drafts',
        ],
        'olist': ['olist__sellers', 'olist__orders', 'olist__order_items', 'olist__customers', 'olist__products'],
        'uci_incidents': ['uci_incidents__incidents'],
    } -%}
    {%- set names, systems, known = [], source_systems(), tables_of | reject('equalto', 'operations') | list -%}
    {%- set unknown = systems | reject('in', known) | map('string') | join(', ') -%}
    {%- if unknown or not systems -%}
        {{ exceptions.raise_compiler_error(
            'The variable sources names ' ~ (unknown ~ ', which this project cannot read' if unknown else 'no source system')
            ~ ': in vars.yml, or with --vars, make it a list of one or more of ' ~ known | join(', ') ~ '.'
        ) }}
    {%- endif -%}
    {%- for system in systems + ['operations'] -%}
        {%- do names.extend(tables_of[system]) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
