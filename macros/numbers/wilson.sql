{#-
    One end of the Wilson interval of the share bad / total, as decimal(9,6) between 0 and 1; null when total is 0.
    bad, total  integer columns
    sign        -1 for the low end, 1 for the high end
    z           how sure: 1.959964 for 95 %, 3.290527 for 99.9 %
-#}
{% macro wilson(bad, total, sign, z=1.959964) -%}{{ return(adapter.dispatch('wilson')(bad, total, sign, z)) }}{%- endmacro %}

{% macro default__wilson(bad, total, sign, z) -%}
    {%- set n = "nullif(" ~ total ~ ", 0)" -%}
    {%- set p = "(cast(" ~ bad ~ " as decimal(18, 0)) / " ~ n ~ ")" -%}
    cast(round(cast(
        ({{ p }} + {{ (z * z / 2) | round(6) }} / {{ n }}
        + {{ sign }} * {{ z }} * sqrt({{ p }} * (1 - {{ p }}) / {{ n }} + {{ (z * z / 4) | round(6) }} / ({{ n }} * {{ n }})))
        / (1 + {{ (z * z) | round(6) }} / {{ n }}) as decimal(18, 9)), 6) as decimal(9, 6))
{%- endmacro %}

{#- Spark keeps six digits of a quotient of decimals that is divided or multiplied further. -#}
{% macro spark__wilson(bad, total, sign, z) -%}
    {{ default__wilson('cast(' ~ bad ~ ' as double)', 'cast(' ~ total ~ ' as double)', sign, z) }}
{%- endmacro %}
