{#- Integer quotient of two integers, cut toward zero: 7 / 2 is 3 and -7 / 2 is -3. Plain `/` gives 3.5 on two of three engines. -#}
{% macro int_div(dividend, divisor) -%}{{ return(adapter.dispatch('int_div')(dividend, divisor)) }}{%- endmacro %}

{% macro default__int_div(dividend, divisor) -%}(({{ dividend }}) / ({{ divisor }})){%- endmacro %}

{% macro duckdb__int_div(dividend, divisor) -%}(({{ dividend }}) // ({{ divisor }})){%- endmacro %}

{% macro spark__int_div(dividend, divisor) -%}(({{ dividend }}) div ({{ divisor }})){%- endmacro %}
