{#- A model's folder is its schema (landing, staging, intermediate, marts, seeds), without a prefix of the target's own schema. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
