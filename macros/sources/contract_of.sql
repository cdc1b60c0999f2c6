{#- The input contract of a landed table: its entry in a sources file. While dbt parses there is none. -#}
{% macro contract_of(table) -%}
    {%- set parts = table.split('__') if '__' in table else ['raw', table] -%}
    {%- for entry in (graph.sources.values() if execute else []) if entry.source_name == parts[0] and entry.name == parts[1] -%}
        {{ return(entry) }}
    {%- endfor -%}
    {{ return({'source_name': parts[0], 'name': table, 'columns': {}, 'config': {'meta': {}}}) }}
{%- endmacro %}
