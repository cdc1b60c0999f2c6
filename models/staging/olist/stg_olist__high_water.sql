with tables as (
    {%- for table in ['orders', 'order_status_history', 'sellers'] %}
    select max(loaded_at) as high_water_at
    from {{ ref('stg_olist__' ~ table) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select max(high_water_at) as high_water_at
from tables
