{#-
    One end of the 95 % Wilson interval of the share bad / total, as decimal(9,6) between 0 and 1; null when total is 0.
    bad, total  integer columns
    sign        -1 for the low end, 1 for the high end
-#}
{% macro wilson(bad, total, sign) -%}{{ return(adapter.dispatch('wilson')(bad, total, sign)) }}{%- endmacro %}

{% macro default__wilson(bad, total, sign) -%}
    {%- set n = "nullif(" ~ total ~ ", 0)" -%}
    {%- set p = "(cast(" ~ bad ~ " as decimal(18, 0)) / " ~ n ~ ")" -%}
    cast(round(cast(
        ({{ p }} + 1.920729 / {{ n }}
        + {{ sign }} * 1.959964 * sqrt({{ p }} * (1 - {{ p }}) / {{ n }} + 0.960365 / ({{ n }} * {{ n }})))
        / (1 + 3.841459 / {{ n }}) as decimal(18, 9)), 6) as decimal(9, 6))
{%- endmacro %}

{#- Spark keeps six digits of a quotient of decimals that is divided or multiplied further. -#}
{% macro spark__wilson(bad, total, sign) -%}
    {{ default__wilson('cast(' ~ bad ~ ' as double)', 'cast(' ~ total ~ ' as double)', sign) }}
{%- endmacro %}
