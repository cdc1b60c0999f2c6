{#- The input contract of a landed table: its entry in a sources file. While dbt parses there is none. -#}
{% macro contract_of(table) -%}
    {%- set parts = table.split('__') if '__' in table else ['raw', table] -%}
    {%- set entry = node_named(graph.sources, 'source', parts | join('.')) if execute -%}
    {{ return(entry or {'source_name': parts[0], 'name': table, 'columns': {}, 'config': {'meta': {}}}) }}
{%- endmacro %}
