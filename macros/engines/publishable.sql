{#-
    Materialization of publish_marts on an engine other than DuckDB: one row that says which build came through all its tests.
    `seller-sla publish` copies the marts to the readers' file only while it stands.
-#}
{% materialization publishable, default, supported_languages=['python'] %}
    {%- set there = adapter.get_relation(database=this.database, schema=this.schema, identifier=this.identifier) -%}
    {%- if there is not none -%}{% do adapter.drop_relation(there) %}{%- endif -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- call statement('main') -%}
        {{ create_table_as(false, relation, "select cast('" ~ invocation_id ~ "' as " ~ text_type() ~ ") as run_id, as_of_at from " ~ ref('int_as_of')) }}
    {%- endcall -%}
    {% do adapter.commit() %}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}
