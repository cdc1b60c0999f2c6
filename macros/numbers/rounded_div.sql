{#- Quotient of two integers that are not negative, rounded to the next integer, a half up: exact, and the same on every engine. -#}
{% macro rounded_div(dividend, divisor) -%}
    {{ int_div('2 * (' ~ dividend ~ ') + (' ~ divisor ~ ')', '2 * (' ~ divisor ~ ')') }}
{%- endmacro %}
