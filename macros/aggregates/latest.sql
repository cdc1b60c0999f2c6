{#- Aggregate: the value of the row with the largest place; otherwise like earliest. -#}
{% macro latest(value, place) -%}{{ return(adapter.dispatch('latest')(value, place)) }}{%- endmacro %}

{% macro default__latest(value, place) -%}
    (array_agg({{ value }} order by {{ place }} desc) filter (where {{ place }} is not null))[1]
{%- endmacro %}

{% macro duckdb__latest(value, place) -%}arg_max_null({{ value }}, {{ place }}){%- endmacro %}

{% macro spark__latest(value, place) -%}max_by({{ value }}, {{ place }}){%- endmacro %}
