{#- The first bad orders of the window that a recommendation speaks of; all are in fct_breach_orders. What is about no order names itself. -#}
{%- set most_orders = 20 -%}
with bad as (
    select distinct
        r.recommendation_id,
        coalesce(o.order_id, o.entity_id) as order_id
    from {{ ref('int_enforcement_steps') }} as r
    inner join {{ ref('int_enforcement_facts') }} as f on r.recommendation_id = f.recommendation_id
    inner join {{ ref('int_breach_outcomes') }} as o
        on r.episode_id = o.episode_id
        and (f.window_start_date is null or f.window_start_date <= o.anchor_date) and o.anchor_date < f.window_end_date
    where o.is_bad
),

numbered as (
    select
        *,
        row_number() over (partition by recommendation_id order by order_id) as order_no
    from bad
)

select
    recommendation_id,
    count(*) as order_count,
    {{ ordered_list("case when order_no <= " ~ most_orders ~ " then order_id end", 'order_no', ', ') }} as orders
from numbered
group by recommendation_id
