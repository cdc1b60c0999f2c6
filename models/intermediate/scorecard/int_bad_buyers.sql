{#- An order without a buyer reference counts as one buyer, and so does a ticket about no order: nobody is let off for missing data. -#}
select
    o.seller_id,
    o.program,
    o.metric_code,
    w.window_code,
    w.period_no,
    w.choice,
    count(distinct coalesce(r.buyer_ref, o.subject_id)) as bad_buyer_count
from {{ ref('fct_sla_outcomes') }} as o
inner join {{ ref('int_windows') }} as w
    on o.program = w.program
    and o.metric_code = w.metric_code
    and w.window_start_date <= o.anchor_date and o.anchor_date < w.window_end_date
left join {{ ref('fct_orders') }} as r on o.order_id = r.order_id
where o.verdict in ('breached', 'overdue')
group by o.seller_id, o.program, o.metric_code, w.window_code, w.period_no, w.choice
