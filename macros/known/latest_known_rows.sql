{#-
    The newest version, known at as_of, of each row of one canonical table. A row loaded after as_of does not exist.

    table: canonical table name.
    key: columns that name a row; of several versions the one loaded last wins, within one load the later in the file.
-#}
{% macro latest_known_rows(table, key) -%}
with delivered as (
    {{- delivered_rows(table) | indent(4) }}
),

versions as (
    select
        d.*,
        row_number() over (
            partition by {% for column in key %}d.{{ column }}, {% endfor %}d.source
            order by d.loaded_at desc, d.load_order desc
        ) as version_no
    from delivered as d
    inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
),

latest as (
    select *
    from versions
    where version_no = 1
)
{%- endmacro %}
