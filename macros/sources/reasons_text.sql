{#- A landed row's list of reasons as one text. -#}
{% macro reasons_text(reasons) -%}{{ return(adapter.dispatch('reasons_text')(reasons)) }}{%- endmacro %}

{% macro default__reasons_text(reasons) -%}array_to_string({{ reasons }}, '; '){%- endmacro %}

{% macro spark__reasons_text(reasons) -%}array_join({{ reasons }}, '; '){%- endmacro %}
