{#- From the window before to this one; what chance explains is no improvement. -#}
with better as (
    select
        l.seller_id,
        l.program,
        l.metric_code,
        l.ranked_count,
        case when s.statistic = 'good_rate' then s.rate - s.previous_rate else s.previous_rate - s.rate end as improved_by
    from {{ ref('fct_seller_leaderboard') }} as l
    inner join {{ ref('fct_seller_scorecards') }} as s
        on l.seller_id = s.seller_id and l.program = s.program and l.metric_code = s.metric_code and l.window_code = s.window_code
    where s.trend = 'better'
)

select
    *,
    cast(rank() over (partition by program, metric_code order by improved_by desc) as bigint) as place
from better
