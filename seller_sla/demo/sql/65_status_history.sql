-- The log of the slice: its events with the dirt of a real log.

-- About one order in six of the ordinary sellers has one kind of dirt.
create or replace temp table dirty_order as
select
    order_no,
    pick(order_no, 'dirt', [
        'written_twice', 'sent_again', 'delivered_loaded_first', 'loaded_days_later', 'shipped_by_mistake', 'opened_twice',
        'shipping_after_delivered', 'same_second', 'unknown_status', 'unknown_actor', 'back_dated',
        'stopped_before_start', 'stopped_before_start', 'other_words'
    ]) as dirt
from finished_order
where fate = 'normal' and profile = 13 and chance(order_no, 'dirty', 160)
    and not (is_test or is_platform_fulfilled or skips_shipping);

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
        e.order_no,
        e.order_id,
        e.dirt,
        e.step,
        case
            when e.dirt = 'other_words' and e.status = 'open' then 'paid'
            when e.dirt = 'other_words' and e.status = 'shipping' then 'confirmed'
            when e.dirt = 'other_words' and e.status = 'shipped' then 'dispatched'
            when e.status = 'cancelled' and chance(e.order_no, 'word', 60) then 'canceled'
            else e.status
        end as status,
        e.event_at as recorded_at,
        case
            when e.dirt = 'back_dated' and e.status = 'shipped' then e.event_at - interval '3 hours'
            when e.dirt = 'stopped_before_start' and e.status = 'shipping' then o.ordered_at - interval '15 minutes'
            when e.dirt = 'stopped_before_start' and e.status = 'shipped' then o.ordered_at - interval '5 minutes'
            when e.dirt = 'same_second' and e.status = 'shipped' then o.shipping_at
            else e.event_at
        end as event_at,
        case when e.dirt = 'unknown_actor' and e.status = 'shipped' then 'warehouse bot' else e.actor end as actor,
        e.reason_code,
        case
            when e.dirt <> 'same_second' then row_number() over (partition by e.order_no order by e.event_at, e.step)
        end as source_sequence
    from everything as e
    inner join finished_order as o on e.order_no = o.order_no
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
    end as days_late
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
    case
        when days_late >= 4 then 'late_arrivals'
        else strftime(next_export(known_at) - interval '6 hours', '%Y-%m')
    end as part,
    case when chance(order_no, status || ' spelled', 6)
            then pick(order_no, 'spelling', ['offset', 'zulu', 'milliseconds', 'epoch_seconds', 'epoch_milliseconds'])
    end as spelling,
    dirt
from history_event
where known_at < getvariable('horizon') and next_export(known_at) + to_days(days_late) <= getvariable('last_export');
