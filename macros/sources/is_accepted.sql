{#- Condition on a landed table: the gate found no fault in the row. -#}
{% macro is_accepted() -%}{{ return(adapter.dispatch('is_accepted')()) }}{%- endmacro %}

{% macro default__is_accepted() -%}cardinality(_reasons) = 0{%- endmacro %}

{% macro duckdb__is_accepted() -%}len(_reasons) = 0{%- endmacro %}

{% macro spark__is_accepted() -%}size(_reasons) = 0{%- endmacro %}
