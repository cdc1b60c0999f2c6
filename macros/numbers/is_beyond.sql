{#-
    Whether a window is beyond a limit, between integers, so that no rounding can turn a verdict. The row needs statistic,
    is_value, is_at_least, counted_bad, population_count, value_total and value_parts (a mean is their quotient).

    limit: the row has it as <limit>_ppm, <limit>_units and <limit>_count (see limit_as_integers).
    strict: 1 where reaching the limit already breaks it, else 0.
-#}
{% macro is_beyond(limit, strict) -%}
    case
        when is_value and is_at_least then value_total * 10000 - {{ strict }} < {{ limit }}_units * value_parts
        when is_value then value_total * 10000 + {{ strict }} > {{ limit }}_units * value_parts
        when statistic = 'bad_count' then counted_bad + {{ strict }} > {{ limit }}_count
        else counted_bad * 1000000 + {{ strict }} > {{ limit }}_ppm * population_count
    end
{%- endmacro %}
