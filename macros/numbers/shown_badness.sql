{#-
    Badness (see there) as people read it, in the direction of the limit: a share 0 to 1, or the value in the metric's unit. The row
    needs is_value and statistic.
-#}
{% macro shown_badness(badness) -%}
    cast(case
        when is_value then cast(abs({{ badness }}) as decimal(18, 6))
        when statistic = 'good_rate' then round(1 - cast({{ badness }} as decimal(18, 0)) / 1000000, 6)
        else round(cast({{ badness }} as decimal(18, 0)) / 1000000, 6)
    end as decimal(18, 6))
{%- endmacro %}
