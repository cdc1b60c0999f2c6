{#- A count as a share of a total, 0 to 1 with six decimals; null when the total is 0. For showing, never for comparing. -#}
{% macro share(part, total) -%}
    cast(round(cast({{ part }} as decimal(18, 0)) / nullif({{ total }}, 0), 6) as decimal(9, 6))
{%- endmacro %}
