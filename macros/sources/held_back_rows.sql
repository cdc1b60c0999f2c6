{#-
    CTE `<table>_held_back`: the rows of `<table>_faults` once each, with all their reasons and the seller they are about. It
    needs the CTE of faulty_rows, also of the tables that the table refers to.
-#}
{% macro held_back_rows(table) -%}
{%- set about = about_of(table) or {} -%}
{%- if about.parent -%}
{{ table }}_sellers as (
    select k.value, max(k.seller_id) as seller_id
    from {{ known_values(about.parent, about.parent ~ '_faults', ['seller_id']) }} as k
    where k.value in (select f.about from {{ table }}_faults as f)
    group by k.value
),

{% endif -%}
{{ table }}_held_back as (
    select
        '{{ table }}' as raw_table, f._file_name as file_name, f._file_hash as file_hash, f._row_number as row_number,
        {{ ordered_list('f.reason', 'f.place', '; ') }} as reason,
        max({{ 's.seller_id' if about.parent else 'f.about' }}) as seller_id
    from {{ table }}_faults as f
    {%- if about.parent %}
    left join {{ table }}_sellers as s on f.about = s.value
    {%- endif %}
    group by f._file_name, f._file_hash, f._row_number
)
{%- endmacro %}
