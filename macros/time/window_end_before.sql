{#-
    The end before an end of a window that moves every day, week or month: what lies between is what only the later one speaks of.

    window_end: expression of a date. ends_on: expression with the word of sla_windows.
-#}
{% macro window_end_before(window_end, ends_on) -%}
    cast(case {{ ends_on }}
        when 'as_of' then {{ window_end }} - interval '1' day
        when 'last_week' then {{ window_end }} - interval '7' day
        else {{ window_end }} - interval '1' month
    end as date)
{%- endmacro %}
