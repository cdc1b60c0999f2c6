{#-
    Values of a group joined into one text, in a stated order. dbt.listagg ignores the order on Spark.

    value, order_by: expressions. separator: literal text between the values.
-#}
{% macro ordered_list(value, order_by, separator=', ') -%}
    {{ return(adapter.dispatch('ordered_list')(value, order_by, separator)) }}
{%- endmacro %}

{% macro default__ordered_list(value, order_by, separator) -%}
    string_agg({{ value }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__ordered_list(value, order_by, separator) -%}
    listagg({{ value }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}
