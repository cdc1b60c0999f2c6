{{- waits_for(['int_judging', 'int_changed_orders']) -}}
{#- The orders of earlier builds are read as they were left; those of this build as they are now. -#}
{%- set orders, columns = previous('fct_orders'), 'order_id, seller_id, marketplace, buyer_country, ship_from_country, ordered_at' -%}
select {{ columns }}
from {{ ref('int_known__orders') }}
{%- if orders and not judges_everything() %}
union all
select {{ columns }}
from {{ orders }} as o
where not exists (select 1 from {{ ref('int_changed_orders') }} as c where o.order_id = c.order_id)
{%- endif %}
