{#- A share, 0 to 1 as a decimal, as a text with two decimals of a per cent, for people to read. -#}
{% macro percent_text(share) -%}
    concat(cast(cast(round({{ share }} * 100, 2) as decimal(18, 2)) as {{ text_type() }}), ' %')
{%- endmacro %}
