{#- Query for the names of the time zones that the engine can convert to, in lower case; empty where it cannot list them. -#}
{% macro known_time_zones() -%}{{ return(adapter.dispatch('known_time_zones')()) }}{%- endmacro %}

{% macro default__known_time_zones() -%}{%- endmacro %}

{% macro duckdb__known_time_zones() -%}select lower(name) from pg_timezone_names(){%- endmacro %}

{% macro postgres__known_time_zones() -%}select lower(name) from pg_timezone_names{%- endmacro %}
