-- The status events of the slice as they truly happened.

create or replace temp table true_event as
with steps as (
    select order_no, 1 as step, 'blocked' as status, ordered_at as event_at, 'platform' as actor, null as reason_code
    from finished_order
    union all
    select order_no, 2, 'open', open_at, 'platform', null
    from finished_order
    union all
    select order_no, 3, 'shipping', shipping_at, case when is_platform_fulfilled then 'platform' else 'seller' end, null
    from finished_order
    where (is_sent and not skips_shipping) or (fate = 'stock_out' and shipping_at < cancelled_at)
    union all
    select order_no, 4, 'shipped', shipped_at, case when is_platform_fulfilled then 'carrier' else 'seller' end, null
    from finished_order
    where is_sent
    union all
    select order_no, 5, 'delivered', delivered_at, case when is_platform_fulfilled then 'carrier' else 'seller' end, null
    from finished_order
    where fate in ('normal', 'delivery_reverted')
    union all
    select order_no, 6, 'returned', delivered_at + interval '5 days', 'seller', 'not_collected'
    from finished_order
    where fate = 'not_collected'
    union all
    select order_no, 6, 'returned', delivered_at + interval '16 days', 'seller', 'sent_back'
    from finished_order
    where fate = 'normal' and not is_test and in_turn(turn, 697223, returned) and chance(order_no, 'sent back', 250)
    union all
    select order_no, 6, 'shipped', delivered_at + interval '20 hours', 'seller', 'wrong_status_before'
    from finished_order
    where fate = 'delivery_reverted'
    union all
    select order_no, 7, 'delivered', delivered_at + interval '44 hours', 'seller', null
    from finished_order
    where fate = 'delivery_reverted'
    union all
    select order_no, 6, 'lost', delivered_at + interval '8 days', 'platform', 'parcel_not_found'
    from finished_order
    where fate = 'lost'
    union all
    select
        order_no,
        8,
        'cancelled',
        cancelled_at,
        case fate
            when 'never_paid' then 'platform'
            when 'never_shipped' then 'platform'
            when 'buyer_cancels' then 'buyer'
            when 'call_centre_cancels' then 'call_centre'
            when 'unknown_cancels' then pick(order_no, 'nobody', [null, 'robot_7'])
            else 'seller'
        end,
        case fate
            when 'never_paid' then 'not_paid'
            when 'never_shipped' then 'not_shipped_in_time'
            when 'buyer_cancels' then 'changed_mind'
            when 'call_centre_cancels' then 'customer_request'
            when 'stock_out' then 'out_of_stock'
            when 'cancelled_after_shipping' then 'out_of_stock'
        end
    from finished_order
    where cancelled_at is not null
)

select s.*, o.order_id, o.profile, o.fate
from steps as s
inner join finished_order as o on s.order_no = o.order_no
where s.event_at is not null;
