{#- A share of bad orders, shown the way the limit is stated: as it is, or as the share of good ones. -#}
{% macro in_limit_direction(bad_share, statistic='statistic') -%}
    cast(case {{ statistic }} when 'good_rate' then 1 - {{ bad_share }} when 'bad_rate' then {{ bad_share }} end as decimal(9, 6))
{%- endmacro %}
