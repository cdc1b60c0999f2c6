{#- A day with a bad one ends a streak: who was good in the morning of that day does not count. -#}
with last_bad_days as (
    select
        *,
        max(case when breached_count + overdue_count > 0 then anchor_date end)
            over (partition by seller_id, program, metric_code) as last_bad_date
    from {{ ref('fct_seller_sla_daily') }}
)

select
    seller_id,
    program,
    metric_code,
    cast(sum(met_count) as bigint) as good_count,
    min(anchor_date) as since_date
from last_bad_days
where met_count > 0 and (last_bad_date is null or anchor_date > last_bad_date)
group by seller_id, program, metric_code
