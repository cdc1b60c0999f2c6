{#-
    Whether this build writes every row of a mart that keeps rows: it judges every order, and the mart is no memory of earlier
    builds, which none can make anew (`full_refresh: false`).

    mart_config: config of the mart.
-#}
{% macro writes_every_row(mart_config) -%}
    {{ return(mart_config.get('full_refresh') is not sameas false and judges_everything()) }}
{%- endmacro %}
