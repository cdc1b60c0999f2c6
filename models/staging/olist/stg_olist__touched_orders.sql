{#- One download of a finished past: when any of its files is new, all its orders are judged again. -#}
with unjudged as (
    {%- for table in ['sellers', 'orders', 'order_items', 'customers', 'products'] %}
    select * from ({{ unjudged_rows('olist__' ~ table, ['_file_hash']) }}) as {{ table }}_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select order_id
from {{ ref('stg_olist__orders') }}
where exists (select 1 from unjudged)
