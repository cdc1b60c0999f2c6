{#-
    Names of the marts that keep the rows of orders, or days, that did not change: their config says what lists the changed.
    One that a full refresh leaves as it is keeps what earlier builds said, whatever is judged now: it is not among them.
-#}
{% macro kept_marts() -%}
    {%- set names = [] -%}
    {%- for key in graph.get('nodes', {}) if key.startswith('model.') -%}
        {%- set node = graph.nodes[key] -%}
        {%- if node.config.get('meta', {}).get('changes') and node.config.get('full_refresh') is not sameas false -%}
            {%- do names.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names | sort) }}
{%- endmacro %}
