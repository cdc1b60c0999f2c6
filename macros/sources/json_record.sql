{#-
    The columns of a row as the text of a JSON object, the same on every engine: numbers and true or false as SQL writes them,
    anything else as text. alias: of the table in the query. columns: of the contract, by name, each with its data_type.
-#}
{% macro json_record(alias, columns) -%}
    '{'
    {%- for name, column in columns.items() %}
    {%- set value = 'cast(' ~ alias ~ '.' ~ name ~ ' as ' ~ text_type() ~ ')' %}
    {%- set is_bare = column.data_type == 'boolean' or column.data_type.startswith(('bigint', 'decimal')) %}
    || '{{ ',' if not loop.first }}"{{ name }}":' || coalesce({{ value if is_bare else json_text(value) }}, 'null')
    {%- endfor %}
    || '}'
{%- endmacro %}
