{#-
    Names of the marts that keep the rows of orders, or days, that did not change: their config says what lists the changed.
    One that a full refresh leaves as it is keeps what earlier builds said, whatever is judged now: it is not among them.
-#}
{% macro kept_marts() -%}
    {%- set names = [] -%}
    {%- for node in graph.get('nodes', {}).values() if node.resource_type == 'model' and node.config.get('meta', {}).get('changes')
        and node.config.get('full_refresh') is not sameas false -%}
        {%- do names.append(node.name) -%}
    {%- endfor -%}
    {{ return(names | sort) }}
{%- endmacro %}
