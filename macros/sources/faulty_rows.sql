{#-
    CTE `<table>_faults`: the accepted rows of a landed table that name what is not known, or lost against another file, one row
    per reason, with the seller, or else the parent, that they are about. It needs the CTEs of orphans_of for the tables that the
    table refers to.
-#}
{% macro faulty_rows(table) -%}
{%- set references, columns = references_of(table), '_file_name, _file_hash, _row_number, value, about, place, reason' -%}
{{ table }}_faults as (
    {%- for parent in references | map(attribute='parent') | select | unique %}
    select {{ columns }}
    from {{ parent }}_orphans
    where raw_table = '{{ table }}'
    union
    {%- endfor %}
    {%- for reference in references if reference.codes %}
    select {{ faulty_columns(table) }}, {{ references.index(reference) + 1 }} as place, '{{ reference.reason }}' as reason
    from {{ undecided_rows(table) }} as r
    {{ names_unknown_code(reference) }}
    union
    {%- endfor %}
    select
        file_name as _file_name, file_hash as _file_hash, row_number as _row_number, value, about,
        {{ references | length + 1 }} as place, reason
    from {{ ref('int_beaten_rows') }}
    where raw_table = '{{ table }}'
)
{%- endmacro %}
