{#-
    Aggregate: the value of the row with the smallest place. Rows whose place is null do not take part.

    value: expression to return, null included. place: expression without ties among the rows that take part.
-#}
{% macro earliest(value, place) -%}{{ return(adapter.dispatch('earliest')(value, place)) }}{%- endmacro %}

{% macro default__earliest(value, place) -%}
    (array_agg({{ value }} order by {{ place }}) filter (where {{ place }} is not null))[1]
{%- endmacro %}

{% macro duckdb__earliest(value, place) -%}arg_min_null({{ value }}, {{ place }}){%- endmacro %}

{% macro spark__earliest(value, place) -%}min_by({{ value }}, {{ place }}){%- endmacro %}
