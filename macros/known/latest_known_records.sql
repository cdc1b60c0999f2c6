{#-
    The newest version, known at as_of, of each record of the operations store. People decide after the data was loaded, so a
    build that names no as_of knows everything they wrote; one that does, what they had written by then.

    table: of the operations store. key: column that names a record.
-#}
{% macro latest_known_records(table, key) -%}
{{- waits_for(['int_as_of']) -}}
with versions as (
    select
        r.*,
        row_number() over (partition by r.{{ key }} order by r.loaded_at desc, r.load_order desc) as version_no
    from {{ ref('stg_operations__' ~ table) }} as r
    {%- if var('as_of') %}
    inner join {{ ref('int_as_of') }} as a on r.loaded_at <= a.as_of_at
    {%- endif %}
),

latest as (
    select * from versions where version_no = 1
)
{%- endmacro %}
