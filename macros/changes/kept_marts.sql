{#- Names of the marts that keep the rows of orders, or days, that did not change: their config says what lists the changed. -#}
{% macro kept_marts() -%}
    {%- set names = [] -%}
    {%- for node in graph.get('nodes', {}).values() if node.resource_type == 'model' and node.config.get('meta', {}).get('changes') -%}
        {%- do names.append(node.name) -%}
    {%- endfor -%}
    {{ return(names | sort) }}
{%- endmacro %}
