{#- Landed tables whose rows come in versions: they have a key, and say when each version was exported. -#}
{% macro tables_with_versions() -%}
    {%- set found = [] -%}
    {%- for table in landed_tables() if contract_of(table).config.meta.get('unique_key') and 'loaded_at' in contract_of(table).columns -%}
        {%- do found.append(table) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
