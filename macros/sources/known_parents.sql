{#-
    CTE `<table>_known`: the values of a landed table's first key column that rows of other tables may refer to, each with the
    seller it is about. A row that is held back is not known. It needs the CTE of beaten_rows and those of its own parents.
-#}
{% macro known_parents(table) -%}
{%- set contract, references = contract_of(table), references_of(table) -%}
{%- set key = (contract.config.meta.get('unique_key') or ['_row_number']) | first -%}
{%- set parent = references | selectattr('parent') | first -%}
{%- set named = 'r.seller_id' if 'seller_id' in contract.columns else 'k_' ~ parent.column ~ '.seller_id' if parent -%}
{{ table }}_known as (
    select
        r.{{ key }} as value,
        max({{ named or 'cast(null as ' ~ text_type() ~ ')' }}) as seller_id
    from {{ ref('landed_' ~ table) }} as r
    {%- for reference in references %}
    left join {{ reference.known }} as k_{{ reference.column }} on {{ reference.delivered }} = k_{{ reference.column }}.value
    {%- endfor %}
    left join {{ table }}_beaten as b on r._file_hash = b._file_hash and r._row_number = b._row_number
    where
        {{ is_accepted('r') }}
        and b._row_number is null
        {%- for reference in references %}
        and (r.{{ reference.column }} is null or k_{{ reference.column }}.value is not null)
        {%- endfor %}
    group by r.{{ key }}
)
{%- endmacro %}
