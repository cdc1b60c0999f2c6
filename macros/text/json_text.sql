{#- A text, quoted and escaped as JSON; null stays null. PostgreSQL writes the rare \u001f in small letters, the others \u001F. -#}
{% macro json_text(value) -%}{{ return(adapter.dispatch('json_text')(value)) }}{%- endmacro %}

{% macro default__json_text(value) -%}cast(to_json({{ value }}) as varchar){%- endmacro %}

{% macro spark__json_text(value) -%}
    case when {{ value }} is not null then substring(to_json(array({{ value }})), 2, length(to_json(array({{ value }}))) - 2) end
{%- endmacro %}
