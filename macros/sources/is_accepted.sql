{#- Condition on a landed table: the gate found no fault in the row. alias: of the table in the query, if it has one. -#}
{% macro is_accepted(alias=none) -%}
    {{ return(adapter.dispatch('is_accepted')(alias ~ '._reasons' if alias else '_reasons')) }}
{%- endmacro %}

{% macro default__is_accepted(reasons) -%}cardinality({{ reasons }}) = 0{%- endmacro %}

{% macro duckdb__is_accepted(reasons) -%}len({{ reasons }}) = 0{%- endmacro %}

{% macro spark__is_accepted(reasons) -%}size({{ reasons }}) = 0{%- endmacro %}
