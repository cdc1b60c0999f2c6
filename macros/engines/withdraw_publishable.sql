{#-
    Statement before a build touches what was published last: a build that is half done is nothing to publish. On DuckDB there
    is none, as publishing is part of the build.
-#}
{% macro withdraw_publishable() -%}
    {%- if target.type != 'duckdb' -%}
        drop table if exists {{ this.incorporate(path={'schema': generate_schema_name('publish', model), 'identifier': 'publish_marts'}) }}
    {%- endif -%}
{%- endmacro %}
