{#-
    Rows of one canonical table from every source system in use, unioned by name of the staging models.

    table: canonical table name; each of source_systems() has a model stg_<source>__<table>.
-#}
{% macro delivered_rows(table) -%}
    {%- for source in source_systems() %}
    select
        '{{ source }}' as source,
        s.*
    from {{ ref('stg_' ~ source ~ '__' ~ table) }} as s
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
