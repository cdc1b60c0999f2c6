-- The list of orders that a person opens from a scorecard is the bad count of that scorecard.
with orders as (
    select
        s.seller_id,
        s.program,
        s.metric_code,
        s.window_code,
        count(case when v.verdict in ('met', 'breached', 'overdue') then 1 end) as population_count,
        count(case when v.verdict in ('breached', 'overdue') then 1 end) as bad_count
    from {{ ref('fct_seller_scorecards') }} as s
    left join {{ ref('fct_sla_outcomes') }} as v
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
