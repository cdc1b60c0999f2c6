{#-
    Materialization `incremental` on Spark, which can neither delete nor change rows of a Parquet table: months that hold a row
    of a changed key are written anew as a whole. The rows lie in a folder per month. The column that names it, `row_month`,
    is in no file, so what reads the mart as its contract says does not see it.

    The model's config says which time a month is taken from (`meta.month_of`), what names its rows (`unique_key`) and which
    model lists the changed ones (`meta.changes`).
-#}
{% materialization incremental, adapter='spark' %}
    {{ run_hooks(pre_hooks) }}
    {%- if load_relation(this) is none or writes_every_row(config) -%}
        {%- do drop_relation_if_exists(load_relation(this)) -%}
        {%- call statement('main') -%}
            {{ get_assert_columns_equivalent(sql) }}
            create table {{ this }} using parquet partitioned by (row_month) as {{ spark_rows_with_month(sql) }}
        {%- endcall -%}
    {%- else -%}
        {%- do spark_replace_months(sql) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{% endmaterialization %}
