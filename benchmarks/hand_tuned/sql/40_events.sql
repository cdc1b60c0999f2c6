-- The statuses of each order in their true order, and what is odd about them.

create type status as enum ('blocked', 'open', 'shipping', 'shipped', 'delivered', 'cancelled', 'lost', 'returned');
create type actor as enum ('seller', 'buyer', 'platform', 'carrier', 'call_centre', 'unknown');
create type move as enum ('forward', 'reversal', 'repeat', 'after_final', 'illegal');

create temp table status_code as
select raw_status, cast(status as status) as status
from (
    values
    ('blocked', 'blocked'), ('open', 'open'), ('shipping', 'shipping'), ('shipped', 'shipped'), ('delivered', 'delivered'),
    ('returned', 'returned'), ('cancelled', 'cancelled'), ('lost', 'lost'), ('paid', 'open'), ('confirmed', 'shipping'),
    ('dispatched', 'shipped'), ('canceled', 'cancelled')
) as codes (raw_status, status);

create temp table legal_move as
select
    cast(from_status as status) as from_status, cast(to_status as status) as to_status, cast(kind as move) as kind,
    by_seller_only
from (
    values
    (null, 'blocked', 'forward', false), (null, 'open', 'forward', false),
    ('blocked', 'open', 'forward', false), ('blocked', 'cancelled', 'forward', false),
    ('open', 'shipping', 'forward', false), ('open', 'shipped', 'forward', true), ('open', 'cancelled', 'forward', false),
    ('open', 'blocked', 'reversal', false),
    ('shipping', 'shipped', 'forward', false), ('shipping', 'cancelled', 'forward', false),
    ('shipping', 'open', 'reversal', false),
    ('shipped', 'delivered', 'forward', false), ('shipped', 'returned', 'forward', false),
    ('shipped', 'lost', 'forward', false),
    ('shipped', 'shipping', 'reversal', false), ('shipped', 'open', 'reversal', false),
    ('delivered', 'returned', 'forward', false)
) as moves (from_status, to_status, kind, by_seller_only);

create temp table delivery as
select
    o.rowid as order_no,
    o.fulfilled_by = 'seller' as is_sent_by_seller,
    c.status,
    e.status as raw_status,
    e.event_at,
    coalesce(e.recorded_at, e.event_at) as recorded_at,
    coalesce(try_cast(lower(e.actor) as actor), 'unknown') as actor,
    e.reason_code,
    e.source_sequence,
    e.loaded_at
from raw_order_status_history as e
inner join known_order as o on e.order_id = o.order_id
left join status_code as c on lower(e.status) = c.raw_status;

-- The same status at the same time is one event. Only an order that has a status twice can have an event twice.
create temp table distinct_event as
with repeating as (
    select order_no
    from delivery
    where status is not null
    group by order_no
    having count(*) > bit_count(bit_or(1 << enum_code(status)))
),

-- Its last delivery says who did it and why.
ranked as (
    select
        *,
        row_number() over (
            partition by order_no, status, event_at order by loaded_at desc, cast(actor as varchar), recorded_at
        ) as newest_no
    from delivery
    where status is not null and order_no in (select order_no from repeating)
)

select
    order_no, is_sent_by_seller, status, event_at, recorded_at, actor, reason_code, source_sequence, loaded_at,
    loaded_at as last_loaded_at, 1 as delivery_count
from delivery
where status is not null and order_no not in (select order_no from repeating)
union all
select
    order_no, is_sent_by_seller, status, event_at, min(recorded_at), arg_min(actor, newest_no),
    arg_min_null(reason_code, newest_no), min(source_sequence), min(loaded_at), max(loaded_at), count(*)
from ranked
group by order_no, is_sent_by_seller, status, event_at;

create temp table order_event as
with placed as (
    select
        *,
        row_number() over happened as event_no,
        lag(status) over happened as previous_status,
        lead(loaded_at) over happened as later_loaded_at
    from distinct_event
    window happened as (partition by order_no order by event_at, source_sequence nulls last, status)
)

select
    p.* exclude (is_sent_by_seller, source_sequence),
    cast(case
        when p.previous_status = p.status then 'repeat'
        when m.kind is not null then m.kind
        when p.previous_status >= cast('delivered' as status) then 'after_final'
        else 'illegal'
    end as move) as move,
    false as is_reverted
from placed as p
left join legal_move as m
    on p.previous_status is not distinct from m.from_status and p.status = m.to_status
    and (p.is_sent_by_seller or not m.by_seller_only);

-- Few orders step back or were loaded in disorder; only they need a look further than one event ahead and behind.
create temp table odd_event as
with behind as (
    select
        *,
        min(status) over (
            partition by order_no order by event_no rows between unbounded preceding and 1 preceding
        ) as lowest_before
    from order_event
    where order_no in (select order_no from order_event where move = 'reversal' or loaded_at > later_loaded_at)
),

-- A step back leads to where the order has been. An earlier step that is dated too late takes nothing back.
moves as (
    select * replace (if(move = 'reversal' and status < lowest_before, 'illegal', move) as move)
    from behind
),

ahead as (
    select
        *,
        min(if(move = 'reversal', status, null)) over later as falls_back_to,
        min(loaded_at) over later as loaded_after
    from moves
    window later as (partition by order_no order by event_no rows between 1 following and unbounded following)
)

select
    * exclude (lowest_before, falls_back_to, loaded_after)
    replace (
        loaded_after as later_loaded_at,
        status < cast('delivered' as status) and coalesce(falls_back_to < status, false) as is_reverted
    )
from ahead;

delete from order_event where order_no in (select order_no from odd_event);
insert into order_event select * from odd_event;
drop table odd_event;
drop table distinct_event;

create table fct_status_anomalies as
with anomalies as (
    select order_no, event_at, status, 'duplicate' as anomaly_type, 'Delivered ' || delivery_count || ' times.' as detail
    from order_event
    where delivery_count > 1
    union all
    select order_no, event_at, status, 'out_of_order', 'Loaded after an event that happened later.'
    from order_event
    where loaded_at > later_loaded_at
    union all
    select
        order_no, event_at, status, 'illegal_transition',
        'From ' || coalesce(cast(previous_status as varchar), 'none') || ' to ' || status || ' is not a legal move.'
    from order_event
    where move = 'illegal'
    union all
    select order_no, event_at, status, 'after_final', 'Came after the final status ' || previous_status || '.'
    from order_event
    where move = 'after_final'
    union all
    select order_no, event_at, status, 'reversal', 'Taken back later; it counts for nothing.'
    from order_event
    where is_reverted
    union all
    select order_no, event_at, status, 'clock_skew', 'Recorded before it happened.'
    from order_event
    where recorded_at < event_at - interval '5 minutes'
    union all
    select distinct
        order_no, event_at, raw_status, 'unknown_status',
        'The code ' || raw_status || ' is not in the status map; the event is held back.'
    from delivery
    where status is null
)

select o.order_id, o.seller_id, a.anomaly_type, a.event_at, a.status, a.detail
from anomalies as a
inner join known_order as o on a.order_no = o.rowid;

drop table delivery;
