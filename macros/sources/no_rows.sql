{#- A query without rows: a canonical table that a source system does not have. Its columns are those of the input contract. -#}
{% macro no_rows(table) -%}
    select
        {%- for column in contract_of(table).columns.values() %}
        cast(null as {{ text_type() if column.data_type == 'varchar' else column.data_type }}) as {{ column.name }},
        {%- endfor %}
        cast(null as bigint) as load_order
    from (values (1)) as nothing (n)
    where n = 0
{%- endmacro %}
