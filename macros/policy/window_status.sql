{#-
    Status of a window, fair to small numbers: good, watch, at_risk, breach, insufficient or no_data. The row needs limit_value,
    is_value, is_over, is_over_warning, population_count, min_volume, counted_for_minimum, min_bad_count, confidence and limit_ppm.

    value: expression of the measured value, null where there is none. bad_low: of the low end of the likely share of bad ones.
-#}
{% macro window_status(value, bad_low) -%}
    case
        when population_count = 0 or limit_value is null or (is_value and {{ value }} is null) then 'no_data'
        when population_count < min_volume then 'insufficient'
        when is_over and not is_value and counted_for_minimum < min_bad_count then 'watch'
        when is_over and confidence = 'wilson' and {{ bad_low }} * 1000000 <= limit_ppm then 'at_risk'
        when is_over then 'breach'
        when is_over_warning then 'at_risk'
        else 'good'
    end
{%- endmacro %}
