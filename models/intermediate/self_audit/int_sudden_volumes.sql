{#- The usual week is the best of the eight before, so that a season that was there already is no surprise. -#}
with weeks as (
    select
        o.seller_id,
        {{ int_div(seconds_between('o.ordered_at', 'p.as_of_at'), '604800') }} as weeks_ago,
        p.sudden_volume,
        count(*) as order_count
    from {{ ref('fct_orders') }} as o
    cross join {{ ref('int_red_flag_parameters') }} as p
    where o.ordered_at > p.as_of_at - interval '63' day and o.ordered_at <= p.as_of_at and not o.is_test
    group by o.seller_id, {{ int_div(seconds_between('o.ordered_at', 'p.as_of_at'), '604800') }}, p.sudden_volume
),

usual as (
    select
        seller_id,
        sudden_volume,
        coalesce(max(case when weeks_ago = 0 then order_count end), 0) as order_count,
        max(case when weeks_ago > 0 then order_count end) as usual_count
    from weeks
    group by seller_id, sudden_volume
)

select
    seller_id,
    order_count as checked_count,
    case when order_count > sudden_volume * usual_count then order_count - sudden_volume * usual_count else 0 end as flagged_count
from usual
where order_count > 0 and usual_count is not null
