-- How many buyers something went wrong for.
select v.seller_id, v.metric_code, l.window_code, count(distinct coalesce(o.buyer_ref, o.order_id)) as bad_buyer_count
from fct_sla_outcomes as v
inner join sla_limit as l
    on v.metric_code = l.metric_code and v.anchor_date >= l.window_start_date and v.anchor_date < l.window_end_date
inner join known_order as o on v.order_id = o.order_id
where v.verdict in ('breached', 'overdue')
group by v.seller_id, v.metric_code, l.window_code
