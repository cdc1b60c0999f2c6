{#-
    One download of a finished past, without times of loading: when any of its files is new, or the last build knew of less
    than all of it, all its orders are judged again.
-#}
{%- set moment, high_water = judged_up_to(), ref('stg_olist__high_water') -%}
with unjudged as (
    {%- for table in ['sellers', 'orders', 'order_items', 'customers', 'products'] %}
    select * from ({{ unjudged_rows('olist__' ~ table, ['_file_hash']) }}) as {{ table }}_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select order_id
from {{ ref('stg_olist__orders') }}
where
    exists (select 1 from unjudged)
{%- if moment %}
    or timestamp '{{ moment }}' < (select high_water_at from {{ high_water }})
{%- endif %}
