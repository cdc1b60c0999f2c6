{%- set moment = (var('as_of') | string).replace('T', ' ').replace('Z', '').replace('+00:00', '') -%}
{%- if moment | length not in [0, 10, 19] -%}
    {{ exceptions.raise_compiler_error(
        'The variable as_of is "' ~ var('as_of') ~ '": it is a moment in UTC, written YYYY-MM-DD HH:MM:SS; convert another zone yourself.'
    ) }}
{%- endif -%}
with high_waters as (
    {%- for source in source_systems() %}
    select high_water_at
    from {{ ref('stg_' ~ source ~ '__high_water') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select coalesce(cast(nullif('{{ moment }}', '') as timestamp), max(high_water_at)) as as_of_at
from high_waters
