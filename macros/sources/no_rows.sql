{#-
    A query without rows: a canonical table that a source system does not have.
    columns: a mapping of column names to types ('text' for text_type), in the order of the canonical table.
-#}
{% macro no_rows(columns) -%}
    select
        {%- for name, data_type in columns.items() %}
        cast(null as {{ text_type() if data_type == 'text' else data_type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (values (1)) as nothing (n)
    where n = 0
{%- endmacro %}
