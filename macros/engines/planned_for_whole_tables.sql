{#-
    Statement before a model is built on PostgreSQL: a build reads whole tables and has no index, so a nested loop only ever comes
    from an estimate gone wrong, and takes minutes where a hash join takes a second.
-#}
{% macro planned_for_whole_tables() -%}
    {%- if target.type == 'postgres' -%}set enable_nestloop = off{%- endif -%}
{%- endmacro %}
