{#-
    Rows of a landed table that the last build did not judge: of files that are new since, and rows that were loaded after
    the moment it knew about. The hashes and the moment stand in the SQL as literals, so that the engine can skip the rest.

    raw_table: name of the table in the logs; its rows lie in landed_<raw_table>.
    columns: columns to select.
-#}
{% macro unjudged_rows(raw_table, columns) -%}
    {%- set landed, selected = ref('landed_' ~ raw_table), columns | join(', ') -%}
    {%- if not execute or not previous('int_judged_state') or not previous('int_judged_files') -%}
    select {{ selected }} from {{ landed }} where 1 = 0
    {%- else -%}
    {%- set moment = judged_up_to() -%}
    select {{ selected }} from {{ landed }} where _file_hash in ('{{ unjudged_files(raw_table) | join("', '") }}')
    {%- if 'loaded_at' in contract_of(raw_table).columns and moment %}
    union all
    select {{ selected }} from {{ landed }} where loaded_at > cast('{{ moment }}' as timestamp)
    {%- endif -%}
    {%- endif -%}
{%- endmacro %}
