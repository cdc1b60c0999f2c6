{#-
    Good orders in a row that bring the share of bad ones back within its limit; null unless over, for a window that is closed and where
    no share is limited. The row needs is_over, limit_ppm, is_strict, counted_bad, population_count, window_end_date and as_of_date.
-#}
{% macro orders_to_recover() -%}
    case
        when is_over and limit_ppm > 0 and window_end_date > as_of_date
            then {{ int_div('counted_bad * 1000000 + is_strict + limit_ppm - 1', 'limit_ppm') }} - population_count
    end
{%- endmacro %}
