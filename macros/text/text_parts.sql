{#- The parts of a text, one row for each, for the select list. separator: literal text between the parts, no regular expression. -#}
{% macro text_parts(value, separator) -%}{{ return(adapter.dispatch('text_parts')(value, separator)) }}{%- endmacro %}

{% macro default__text_parts(value, separator) -%}unnest(string_to_array({{ value }}, '{{ separator }}')){%- endmacro %}

{% macro spark__text_parts(value, separator) -%}explode(split({{ value }}, '[{{ separator | list | join('][') }}]')){%- endmacro %}
