{#- Of several ratings of one order the lowest counts, of equal ones the first. -#}
with ratings as (
    select
        *,
        row_number() over (partition by order_id order by rating, submitted_at, feedback_id) as place
    from {{ ref('int_known__feedback') }}
)

select
    'negative_feedback' as metric_code,
    f.feedback_id as entity_id,
    o.order_id,
    o.seller_id,
    o.scope_id,
    o.ordered_at as created_at,
    f.submitted_at as started_at,
    f.submitted_at as stopped_at,
    f.submitted_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when o.is_test then 'test_order'
        when o.fulfilled_by = 'platform' then 'platform_fulfilled'
        when f.place > 1 then 'not_the_lowest'
        else concat('stars_', f.rating)
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value
from ratings as f
inner join {{ ref('int_orders') }} as o on f.order_id = o.order_id
