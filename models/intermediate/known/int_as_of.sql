with high_waters as (
    {%- for source in var('sources') %}
    select high_water_at
    from {{ ref('stg_' ~ source ~ '__high_water') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select coalesce(cast(nullif('{{ var("as_of") }}', '') as timestamp), max(high_water_at)) as as_of_at
from high_waters
