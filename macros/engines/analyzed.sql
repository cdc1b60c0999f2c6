{#-
    Statement after a table is built that lets PostgreSQL's planner know how much is in it. Without it the next model is planned
    for a table of hardly a row, and joins by nested loops. The other engines count for themselves.
-#}
{% macro analyzed() -%}
    {%- if target.type == 'postgres' and model.config.materialized in ('table', 'incremental', 'seed') -%}analyze {{ this }}{%- endif -%}
{%- endmacro %}
