{#-
    What may explain a breach: of each judged entity its value in each dimension; none where it has none. Hour and weekday (0 is Monday)
    are the warehouse's, of the moment the buyer ordered. An order of several lines is in each of their values.
-#}
{%- set local_at = utc_to_local('r.ordered_at', 'r.timezone') -%}
with entities as (
    select
        o.episode_id,
        o.entity_id,
        o.order_id,
        o.is_bad,
        r.carrier,
        cast(cast(extract(day from (date_trunc('day', {{ local_at }}) - date_trunc('week', {{ local_at }}))) as bigint) as {{ text_type() }}) as weekday,
        cast(cast(extract(hour from {{ local_at }}) as bigint) as {{ text_type() }}) as order_hour,
        r.buyer_country,
        r.shipping_method,
        t.channel as ticket_channel
    from {{ ref('int_breach_outcomes') }} as o
    left join {{ ref('fct_orders') }} as r on o.order_id = r.order_id
    left join {{ ref('int_breach_tickets') }} as t on o.entity_id = t.entity_id
)

{%- for dimension in ['carrier', 'weekday', 'order_hour', 'buyer_country', 'shipping_method', 'ticket_channel'] %}

select
    episode_id,
    '{{ dimension }}' as dimension,
    {{ dimension }} as dimension_value,
    count(*) as judged_count,
    count(case when is_bad then 1 end) as bad_count
from entities
where {{ dimension }} is not null
group by episode_id, {{ dimension }}
union all
{%- endfor %}

{%- for dimension in ['category', 'sku'] %}

select
    e.episode_id,
    '{{ dimension }}' as dimension,
    l.{{ dimension }} as dimension_value,
    count(distinct e.entity_id) as judged_count,
    count(distinct case when e.is_bad then e.entity_id end) as bad_count
from entities as e
inner join {{ ref('int_breach_lines') }} as l on e.order_id = l.order_id
where l.{{ dimension }} is not null
group by e.episode_id, l.{{ dimension }}
{{ 'union all' if not loop.last }}
{%- endfor %}
