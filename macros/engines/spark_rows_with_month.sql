{#- Query for the rows of a mart with the month they lie in, `row_month`, behind the columns of its contract. sql: of the model. -#}
{% macro spark_rows_with_month(sql) -%}
    select {{ model.columns.keys() | join(', ') }}, coalesce(date_format({{ config.get('meta').month_of }}, 'yyyy-MM'), 'none') as row_month
    from ({{ sql }}) as built
{%- endmacro %}
