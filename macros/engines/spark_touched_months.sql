{#-
    Query for the months of a mart on Spark that hold a row of a changed key, before or now, and whether any row is left in
    them: row_month, has_rows.

    new_rows: relation of the rows that come. changed: relation of the changed keys. key: their columns, as a text.
-#}
{% macro spark_touched_months(new_rows, changed, key) -%}
    select row_month, max(has_rows) as has_rows
    from (
        select row_month, true as has_rows, true as is_touched from {{ new_rows }}
        union all
        select row_month, false, true from {{ this }} left semi join {{ changed }} using ({{ key }})
        union all
        select row_month, true, false from {{ this }} left anti join {{ changed }} using ({{ key }})
    ) as found
    group by row_month
    having max(is_touched)
{%- endmacro %}
