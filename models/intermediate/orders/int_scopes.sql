{%- set parts = 'marketplace, buyer_country, ship_from_country, seller_group, named_seller_id, programs' -%}
with combinations as (
    select distinct {{ parts }}
    from {{ ref('int_order_scopes') }}
)

select
    row_number() over (order by {{ parts }}) as scope_id,
    {{ parts }}
from combinations
