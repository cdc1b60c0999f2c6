{#- What is kept of a row `r` of a landed table that is held back: its place, its key as `value` if it has one, and what it is `about`. -#}
{% macro faulty_columns(table) -%}
{%- set about, key = about_of(table), contract_of(table).config.meta.get('unique_key') or [] -%}
{%- set nothing = 'cast(null as ' ~ text_type() ~ ')' -%}
r._file_name, r._file_hash, r._row_number, {{ 'r.' ~ key[0] if key else nothing }} as value, {{ 'r.' ~ about.column if about else nothing }} as about
{%- endmacro %}
