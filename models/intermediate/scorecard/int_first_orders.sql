{#- By whole days: all orders of the day on which the last of them is judged are in. -#}
with running as (
    select
        d.seller_id,
        d.program,
        d.metric_code,
        w.window_code,
        w.choice,
        w.length,
        d.anchor_date,
        sum(d.population_count) over (
            partition by d.seller_id, d.program, d.metric_code, w.window_code, w.choice order by d.anchor_date
        ) as judged_so_far
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join {{ ref('int_windows') }} as w
        on d.program = w.program and d.metric_code = w.metric_code and d.anchor_date < w.window_end_date
    where w.unit = 'first_orders'
)

select
    seller_id,
    program,
    metric_code,
    window_code,
    choice,
    min(anchor_date) as last_date
from running
where judged_so_far >= length
group by seller_id, program, metric_code, window_code, choice
