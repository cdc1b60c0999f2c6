-- The status events of the slice, first as they truly happened, then with the dirt of a real log.

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
        end,
    from finished_order
    where cancelled_at is not null
)

select s.*, o.order_id, o.profile, o.fate
from steps as s
inner join finished_order as o on s.order_no = o.order_no
where s.event_at is not null;

-- One order in twelve of the ordinary sellers has one kind of dirt.
create or replace temp table dirty_order as
select
    order_no,
    pick(order_no, 'dirt', [
        'written_twice', 'sent_again', 'delivered_loaded_first', 'loaded_days_later', 'shipped_by_mistake', 'opened_twice',
        'shipping_after_delivered', 'same_second', 'unknown_status', 'unknown_actor', 'back_dated', 'stopped_before_start',
        'stopped_before_start',
        'other_words'
    ]) as dirt,
from finished_order
where fate = 'normal' and profile = 13 and not (is_test or is_platform_fulfilled or skips_shipping) and chance(order_no, 'dirty', 160);

create or replace temp table history_event as
with dirty as (
    select e.*, coalesce(d.dirt, '') as dirt
    from true_event as e
    left join dirty_order as d on e.order_no = d.order_no
),

-- Events that should not be there.
extra as (
    select order_no, 3 as step, 'shipped' as status, event_at + interval '9 minutes' as event_at, order_id, dirt
    from dirty
    where dirt = 'shipped_by_mistake' and status = 'shipping'
    union all
    select order_no, 3, 'open', event_at + interval '21 minutes', order_id, dirt
    from dirty
    where dirt in ('shipped_by_mistake', 'opened_twice') and status = 'shipping'
    union all
    select order_no, 3, 'shipping', event_at + interval '35 minutes', order_id, dirt
    from dirty
    where dirt in ('shipped_by_mistake', 'opened_twice') and status = 'shipping'
    union all
    select order_no, 6, 'shipping', event_at + interval '26 hours', order_id, dirt
    from dirty
    where dirt = 'shipping_after_delivered' and status = 'delivered'
    union all
    select order_no, 4, 'on_the_moon', event_at + interval '6 hours', order_id, dirt
    from dirty
    where dirt = 'unknown_status' and status = 'shipped'
),

everything as (
    select order_no, step, status, event_at, actor, reason_code, order_id, dirt
    from dirty
    union all
    select order_no, step, status, event_at, 'seller', null, order_id, dirt
    from extra
),

bent as (
    select
        order_no,
        order_id,
        dirt,
        step,
        case
            when dirt = 'other_words' and status = 'open' then 'paid'
            when dirt = 'other_words' and status = 'shipping' then 'confirmed'
            when dirt = 'other_words' and status = 'shipped' then 'dispatched'
            when status = 'cancelled' and chance(order_no, 'word', 60) then 'canceled'
            else status
        end as status,
        event_at as recorded_at,
        case
            when dirt = 'back_dated' and status = 'shipped' then event_at - interval '3 hours'
            when dirt = 'stopped_before_start' and status = 'shipping' then ordered_at - interval '15 minutes'
            when dirt = 'stopped_before_start' and status = 'shipped' then ordered_at - interval '5 minutes'
            when dirt = 'same_second' and status = 'shipped' then shipping_at
            else event_at
        end as event_at,
        case when dirt = 'unknown_actor' and status = 'shipped' then 'warehouse bot' else actor end as actor,
        reason_code,
        case when dirt = 'same_second' then null else row_number() over (partition by order_no order by event_at, step) end
            as source_sequence,
    from everything
    inner join (select order_no, ordered_at, shipping_at from finished_order) using (order_no)
),

copies as (
    select *, 0 as days_late from bent
    union all
    select *, 0 from bent where dirt = 'written_twice' and status = 'shipped'
    union all
    select *, 2 from bent where dirt = 'sent_again' and status = 'shipped'
)

select
    order_no,
    order_id,
    status,
    event_at,
    case when dirt = 'same_second' and status = 'shipped' then event_at else recorded_at end as known_at,
    actor,
    reason_code,
    source_sequence,
    dirt,
    days_late + case
        when dirt = 'delivered_loaded_first' and status = 'shipped' then 6
        when dirt = 'loaded_days_later' and status in ('shipping', 'shipped') then 4 + draw(order_no, 'days', 5)
        else 0
    end as days_late,
from copies;

-- Columns of the contract; the time of recording is left out where it is the time of the event.
create or replace temp table order_status_history as
select
    order_id,
    status,
    event_at,
    case when known_at <> event_at then known_at end as recorded_at,
    actor,
    reason_code,
    source_sequence,
    next_export(known_at) + to_days(days_late) as loaded_at,
    -- Which file of the folder, how its event_at is spelled in text files, and the kind of dirt: not written.
    case when days_late >= 4 then 'late_arrivals' else strftime(next_export(known_at) - interval '6 hours', '%Y-%m') end as part,
    case when chance(order_no, status || ' spelled', 6)
        then pick(order_no, 'spelling', ['offset', 'zulu', 'milliseconds', 'epoch_seconds', 'epoch_milliseconds'])
    end as spelling,
    dirt,
from history_event
where known_at < getvariable('horizon') and next_export(known_at) + to_days(days_late) <= getvariable('last_export');
