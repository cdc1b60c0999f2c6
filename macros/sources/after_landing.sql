{#- Comment that makes a model wait for every landing node: for models that read what landing logs. -#}
{% macro after_landing() -%}
-- depends_on: {% for table in landed_tables() %}{{ ref('landed_' ~ table) }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}
