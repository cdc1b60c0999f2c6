{#-
    The newest version, known at as_of, of each row of a canonical table that is about an order in a breach episode. int_known__* hold
    only the orders that a build judges, and an episode is about older ones too.

    table: canonical table name. key: column that names a row; of a row that names another order later, this order's last version is read.
-#}
{% macro latest_rows_of_breaches(table, key) -%}
with delivered as (
    {{- delivered_rows(table) | indent(4) }}
),

versions as (
    select
        d.*,
        row_number() over (partition by d.{{ key }}, d.source order by d.loaded_at desc, d.load_order desc) as version_no
    from delivered as d
    inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
    inner join (select distinct order_id from {{ ref('int_breach_outcomes') }}) as b on d.order_id = b.order_id
),

latest as (
    select * from versions where version_no = 1
)
{%- endmacro %}
