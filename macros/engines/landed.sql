{#-
    Materialization of the landing nodes on an engine that does not land: files are read and checked in DuckDB, by the same
    code for every engine, and `seller-sla check` has carried the rows here. The node only sees to it that they are there.
-#}
{% materialization landed, default, supported_languages=['python'] %}
    {%- set carried = adapter.get_relation(database=this.database, schema=this.schema, identifier=this.identifier) -%}
    {%- if carried is none -%}
        {{ exceptions.raise_compiler_error(
            this.identifier ~ ' is not in the schema ' ~ this.schema ~ ' of the target ' ~ target.name
            ~ ': run `seller-sla check --target ' ~ target.name ~ '` first, which lands the files and carries their rows there.'
        ) }}
    {%- endif -%}
    {%- call noop_statement('main', 'carried by seller-sla check') -%}{%- endcall -%}
    {{ return({'relations': [carried]}) }}
{% endmaterialization %}
