-- The list that a person opens from a scorecard is the bad count of that scorecard: orders, or what its metric adds up.
with counted as (
    select
        v.seller_id,
        v.program,
        v.metric_code,
        v.anchor_date,
        v.verdict in ('breached', 'overdue') as is_bad,
        case when m.counts = 'measured_value' then v.measured_value else 1 end as counted
    from {{ ref('fct_sla_outcomes') }} as v
    inner join {{ ref('sla_metrics') }} as m on v.metric_code = m.metric_code
    where v.verdict in ('met', 'breached', 'overdue')
),

orders as (
    select
        s.seller_id,
        s.program,
        s.metric_code,
        s.window_code,
        coalesce(sum(v.counted), 0) as population_count,
        coalesce(sum(case when v.is_bad then v.counted end), 0) as bad_count
    from {{ ref('fct_seller_scorecards') }} as s
    left join counted as v
        on s.seller_id = v.seller_id
        and s.program = v.program
        and s.metric_code = v.metric_code
        and s.window_start_date <= v.anchor_date and v.anchor_date < s.window_end_date
    group by s.seller_id, s.program, s.metric_code, s.window_code
)

select
    s.seller_id,
    s.program,
    s.metric_code,
    s.window_code
from {{ ref('fct_seller_scorecards') }} as s
inner join orders as o
    on s.seller_id = o.seller_id
    and s.program = o.program
    and s.metric_code = o.metric_code
    and s.window_code = o.window_code
where s.population_count <> o.population_count or s.bad_count > o.bad_count
