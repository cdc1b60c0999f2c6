{#- What a seed's yml demands of its rows: {key, columns}. While dbt parses there is only a stand-in. -#}
{% macro seed_contract(seed) -%}
    {%- for node in (graph.nodes.values() if execute else []) if node.resource_type == 'seed' and node.name == seed -%}
        {{ return({'key': node.config.meta.unique_key, 'columns': node.columns.values()}) }}
    {%- endfor -%}
    {{ return({'key': ['1'], 'columns': []}) }}
{%- endmacro %}
