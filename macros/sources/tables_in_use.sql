{#- Landed tables of the source systems that this build reads. -#}
{% macro tables_in_use() -%}
    {%- set names = [] -%}
    {%- for table in landed_tables() -%}
        {%- set contract = contract_of(table) -%}
        {%- if contract.config.meta.get('system', contract.source_name) in var('sources') -%}
            {%- do names.append(table) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
