{#-
    First end (a date, half-open) after a day of a window that moves every day, week or month.

    day: expression of a date. ends_on: expression with the word of sla_windows.
-#}
{% macro window_end_after(day, ends_on) -%}
    cast(case {{ ends_on }}
        when 'as_of' then {{ day }} + interval '1' day
        when 'last_week' then date_trunc('week', {{ day }}) + interval '7' day
        else date_trunc('month', {{ day }}) + interval '1' month
    end as date)
{%- endmacro %}
