{#- A quotient as a text with two decimals, for people to read. value, parts: expressions; parts is not 0. -#}
{% macro decimal_text(value, parts) -%}
    cast(cast(round(cast({{ value }} as decimal(18, 6)) / {{ parts }}, 2) as decimal(18, 2)) as {{ text_type() }})
{%- endmacro %}
