{#-
    A limit as scorecards show it: a share 0 to 1, a number of bad ones, or a measured value such as seconds. For showing, never
    for comparing.

    limit: expression of the limit as published. statistic, units_per_value: expressions.
-#}
{% macro limit_as_value(limit, statistic='statistic', units_per_value='units_per_value') -%}
    cast(
        case
            when {{ statistic }} in ('bad_rate', 'good_rate') then {{ limit }} / 100
            when {{ statistic }} = 'bad_count' then {{ limit }}
            else {{ limit }} * {{ units_per_value }}
        end as decimal(18, 6)
    )
{%- endmacro %}
