{#- What was taken back later is no longer said by anybody. -#}
select
    e.order_id,
    min(case when e.status = 'shipped' then e.event_at end) as shipped_at,
    min(case when e.status = 'shipped' then e.recorded_at end) as shipped_recorded_at,
    min(case when e.status = 'delivered' and e.actor = 'seller' then e.event_at end) as delivered_by_seller_at,
    min(case when e.event_type = 'tracking_added' then e.event_at end) as tracking_added_at,
    min(case when e.event_type in ('carrier_scan', 'delivery_attempt', 'carrier_delivered') then e.event_at end) as first_seen_at
from {{ ref('fct_order_events') }} as e
inner join {{ ref('fct_orders') }} as o on e.order_id = o.order_id
inner join {{ ref('int_red_flag_parameters') }} as p on o.ordered_at >= p.audited_from
where not e.is_reverted
group by e.order_id
