{#-
    CTE `<parent>_orphans`: the accepted rows of all tables that name a row of the landed table `parent` which is not known, one
    row per table, row and clause, with the seller or parent they are about. Known is what was accepted and is not in
    `<parent>_faults`. All tables are asked in one go, so that the parent's keys are looked up in one place.

    with_lost: rows that name a row which is held back now are asked too (see asked_rows).
-#}
{% macro orphans_of(parent, with_lost=true) -%}
{%- set children = children_of(parent) -%}
{%- if children -%}
{{ parent }}_orphans as (
    select distinct n.raw_table, n._file_name, n._file_hash, n._row_number, n.value, n.about, n.place, n.reason
    from (
        {%- for child in children %}
        {%- for rows in asked_rows(child.table, child.reference if with_lost) %}
        select
            '{{ child.table }}' as raw_table, {{ faulty_columns(child.table) }}, {{ child.place }} as place,
            '{{ child.reference.reason }}' as reason, {{ child.reference.delivered }} as named
        from {{ rows }} as r
        where {{ is_accepted('r') }} and r.{{ child.reference.column }} is not null
        {{ 'union all' if not loop.last }}
        {%- endfor %}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as n
    left join {{ known_values(parent, parent ~ '_faults') }} as k on n.named = k.value
    where k.value is null
),
{%- endif -%}
{%- endmacro %}
