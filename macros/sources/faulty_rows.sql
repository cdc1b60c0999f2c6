{#-
    CTE `<table>_faults`: the accepted rows of a landed table that name what is not known, or lost against another file, one row
    per reason, with the seller, or else the parent, that they are about. It needs the CTE of beaten_rows, and itself of the
    tables that the table refers to. Hardly any row is held back, so each clause looks for its own faults.
-#}
{% macro faulty_rows(table) -%}
{%- set references, about = references_of(table), about_of(table) -%}
{%- set key = (contract_of(table).config.meta.get('unique_key') or ['_row_number']) | first -%}
{%- set faulty -%}
r._file_name, r._file_hash, r._row_number, r.{{ key }} as value, {{ 'r.' ~ about.column if about else 'cast(null as ' ~ text_type() ~ ')' }} as about
{%- endset -%}
{{ table }}_faults as (
    {%- for reference in references %}
    {%- set place = loop.index -%}
    {%- for rows in asked_rows(table, reference) %}
    select {{ faulty }}, {{ place }} as place, '{{ reference.reason }}' as reason
    from {{ rows }} as r
    where {{ is_accepted('r') }} and {{ names_unknown(reference) }}
    union
    {%- endfor %}
    {%- endfor %}
    select {{ faulty }}, {{ references | length + 1 }} as place, r.reason
    from {{ table }}_beaten as r
)
{%- endmacro %}
