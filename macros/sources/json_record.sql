{#- The named columns of a row as the text of a JSON object. alias: of the table in the query. columns: list of names. -#}
{% macro json_record(alias, columns) -%}
    {{ return(adapter.dispatch('json_record')(alias, columns)) }}
{%- endmacro %}

{% macro default__json_record(alias, columns) -%}
    cast(json_object({% for column in columns %}'{{ column }}', {{ alias }}.{{ column }}{{ ', ' if not loop.last }}{% endfor %}) as varchar)
{%- endmacro %}

{% macro postgres__json_record(alias, columns) -%}
    cast(json_build_object({% for column in columns %}'{{ column }}', {{ alias }}.{{ column }}{{ ', ' if not loop.last }}{% endfor %}) as text)
{%- endmacro %}

{% macro spark__json_record(alias, columns) -%}
    to_json(named_struct({% for column in columns %}'{{ column }}', {{ alias }}.{{ column }}{{ ', ' if not loop.last }}{% endfor %}))
{%- endmacro %}
