{#-
    How bad counts are, as an integer: the worse, the higher. Parts per million of bad ones; of a mean the value in the metric's unit,
    negative where more is better. Null without any. The row needs is_value and is_at_least.

    prefix: of the columns population_count, counted_bad, value_total and value_parts, with its alias.
-#}
{% macro badness(prefix='') -%}
    case
        when is_value and is_at_least then -{{ rounded_div(prefix ~ 'value_total', 'nullif(' ~ prefix ~ 'value_parts, 0)') }}
        when is_value then {{ rounded_div(prefix ~ 'value_total', 'nullif(' ~ prefix ~ 'value_parts, 0)') }}
        else {{ rounded_div(prefix ~ 'counted_bad * 1000000', 'nullif(' ~ prefix ~ 'population_count, 0)') }}
    end
{%- endmacro %}
