{#- A value of a seed as Spark reads it in SQL: a backslash is special there. value: text, or none. -#}
{% macro spark_literal(value) -%}
    {{ return('null' if value is none else "'" ~ (value | string | replace('\\', '\\\\') | replace("'", "\\'")) ~ "'") }}
{%- endmacro %}
