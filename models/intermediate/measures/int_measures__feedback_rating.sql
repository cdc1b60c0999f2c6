{#- Every rating counts in the mean, in hundredths of a star, so that the mean of a scorecard keeps two decimals. -#}
select
    'feedback_rating' as metric_code,
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
        else 'rated'
    end as circumstance,
    'seller' as attribution,
    f.rating * 100 as measured_value
from {{ ref('int_known__feedback') }} as f
inner join {{ ref('int_orders') }} as o on f.order_id = o.order_id
