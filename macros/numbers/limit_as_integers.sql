{#-
    Columns <name>_ppm, <name>_units and <name>_count: a limit as an integer, each for its kind of statistic. Rates are parts per
    million of bad ones, measured values ten thousandths of the metric's unit.

    limit: expression of the limit as published. name: of the columns. statistic, units_per_value: expressions.
-#}
{% macro limit_as_integers(limit, name, statistic='statistic', units_per_value='units_per_value') -%}
    cast(case {{ statistic }} when 'bad_rate' then {{ limit }} when 'good_rate' then 100 - {{ limit }} end * 10000 as bigint) as {{ name }}_ppm,
    cast({{ limit }} * {{ units_per_value }} * 10000 as bigint) as {{ name }}_units,
    cast(case when {{ statistic }} = 'bad_count' then {{ limit }} end as bigint) as {{ name }}_count
{%- endmacro %}
