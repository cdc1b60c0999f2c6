{#-
    Replaces the rows of changed keys in a mart on Spark: each month that holds one of them, before or now, is overwritten with
    its unchanged rows and the new ones. Spark leaves a month without new content as it was, so one that is empty now is dropped.

    sql: of the model. It is run once, into a table beside the mart.
-#}
{% macro spark_replace_months(sql) -%}
    {%- set key = config.get('unique_key') -%}
    {%- set key = key if key is string else key | join(', ') -%}
    {%- set columns, changed = model.columns.keys() | join(', '), ref(config.get('meta').changes) -%}
    {%- set new_rows = this.incorporate(path={'identifier': this.identifier ~ '__new'}) -%}
    {%- set unchanged = this ~ ' left anti join ' ~ changed ~ ' using (' ~ key ~ ')' -%}
    {%- do run_query('drop table if exists ' ~ new_rows) -%}
    {%- do run_query(
        'create table ' ~ new_rows ~ ' using parquet as select ' ~ columns ~ ', row_month from (' ~ spark_rows_with_month(sql)
        ~ ') as computed left semi join ' ~ changed ~ ' using (' ~ key ~ ')'
    ) -%}
    {%- set months = run_query(spark_touched_months(new_rows, changed, key)).rows -%}
    {%- do run_query('set spark.sql.sources.partitionOverwriteMode = dynamic') -%}
    {%- call statement('main') -%}
        insert overwrite table {{ this }} partition (row_month)
        select {{ columns }}, row_month from {{ new_rows }}
        union all
        select {{ columns }}, row_month from {{ unchanged }}
        where row_month in ('{{ months | map(attribute=0) | join("', '") }}')
    {%- endcall -%}
    {%- for month in months if not month[1] -%}
        {%- do run_query('alter table ' ~ this ~ " drop partition (row_month = '" ~ month[0] ~ "')") -%}
    {%- endfor -%}
    {%- do run_query('drop table ' ~ new_rows) -%}
{%- endmacro %}
