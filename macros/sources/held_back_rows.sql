{#-
    CTE `<table>_held_back`: the accepted rows of a landed table that name what is not known, or lost against another file, each
    with its reasons. It needs the CTEs of beaten_rows and known_parents, and itself of the tables that it refers to.

    Hardly any row is held back, so each clause looks for its own faults and only these are put together.
-#}
{% macro held_back_rows(table) -%}
{%- set contract, references = contract_of(table), references_of(table) -%}
{%- set parent = references | selectattr('parent') | first -%}
{%- set about = 'seller_id' if 'seller_id' in contract.columns else parent.column if parent -%}
{%- set faulty = [
    'r._file_name', 'r._file_hash', 'r._row_number',
    'r.' ~ (contract.config.meta.get('unique_key') or ['_row_number']) | first ~ ' as value',
    ('r.' ~ about if about else 'cast(null as ' ~ text_type() ~ ')') ~ ' as about',
] | join(', ') -%}
{{ table }}_faults as (
    {%- for reference in references %}
    {%- set place = loop.index -%}
    {%- for rows in asked_rows(table, reference) %}
    select {{ faulty }}, {{ place }} as place, '{{ reference.reason }}' as reason
    from {{ rows }} as r
    left join {{ reference.known }} as k on {{ reference.delivered }} = k.value
    where {{ is_accepted('r') }} and r.{{ reference.column }} is not null and k.value is null
    union
    {%- endfor %}
    {%- endfor %}
    select {{ faulty }}, {{ references | length + 1 }} as place, r.reason
    from {{ table }}_beaten as r
),

{{ table }}_held_back as (
    select
        '{{ table }}' as raw_table, f._file_name as file_name, f._file_hash as file_hash, f._row_number as row_number,
        {{ ordered_list('f.reason', 'f.place', '; ') }} as reason,
        max({{ 'f.about' if about == 'seller_id' or not about else 'k.seller_id' }}) as seller_id
    from {{ table }}_faults as f
    {%- if about and about != 'seller_id' %}
    left join {{ parent.known }} as k on f.about = k.value
    {%- endif %}
    group by f._file_name, f._file_hash, f._row_number
)
{%- endmacro %}
