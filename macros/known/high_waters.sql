{#- Query for the newest time of loading, high_water_at, of each source system in use. -#}
{% macro high_waters() -%}
    {%- for source in source_systems() %}
    select high_water_at
    from {{ ref('stg_' ~ source ~ '__high_water') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
