{#- The source systems that the variable `sources` names, each once; a single one may stand there without a list. -#}
{% macro source_systems() -%}
    {%- set named = var('sources') or [] -%}
    {{ return(([named] if named is string else named) | unique | list) }}
{%- endmacro %}
