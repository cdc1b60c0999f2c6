-- What belongs to an order beside its statuses, one row per order each.

-- Most promises are never moved: one aggregate is enough for them.
create temp table order_promise as
with plain as (
    select
        order_id,
        count(*) filter (promise_type = 'ship') > 1 or count(*) filter (promise_type = 'delivery') > 1 as is_moved,
        max(promised_until) filter (promise_type = 'ship') as ship_until,
        max(promised_until) filter (promise_type = 'delivery') as delivery_until
    from raw_order_promises
    group by order_id
),

versions as (
    select order_id, promise_type, recorded_at, arg_max(promised_until, loaded_at) as promised_until
    from raw_order_promises
    where order_id in (select order_id from plain where is_moved)
    group by order_id, promise_type, recorded_at
),

moves as (
    select *, recorded_at > lag(promised_until) over (partition by order_id, promise_type order by recorded_at) as is_too_late
    from versions
),

-- A promise that was moved after it had passed stays broken, and so does every later move.
kept as (
    select
        *,
        coalesce(bool_or(is_too_late) over (partition by order_id, promise_type order by recorded_at), false) as is_broken
    from moves
),

moved as (
    select
        order_id,
        arg_max(promised_until, recorded_at) filter (promise_type = 'ship' and not is_broken) as ship_until,
        arg_max(promised_until, recorded_at) filter (promise_type = 'delivery' and not is_broken) as delivery_until
    from kept
    group by order_id
)

select order_id, ship_until, delivery_until from plain where not is_moved
union all
select order_id, ship_until, delivery_until from moved;

-- Nearly every parcel is exported twice, so its newest version is found by a join; for that only two columns are read twice.
create temp table parcel as
with newest as (
    select shipment_id, max(loaded_at) as loaded_at
    from raw_shipments
    group by shipment_id
)

select
    o.rowid as order_no, s.carrier, s.tracking_number, s.tracking_url, s.tracking_added_at, s.first_scan_at,
    s.first_attempt_at, s.carrier_delivered_at
from raw_shipments as s
inner join newest as n on s.shipment_id = n.shipment_id and s.loaded_at = n.loaded_at
inner join known_order as o on s.order_id = o.order_id;

create temp table order_parcel as
select
    order_no,
    count(*) as parcel_count,
    count(nullif(tracking_number, '')) as number_count,
    count(nullif(tracking_url, '')) as link_count,
    min(carrier) as carrier,
    if(count(first_scan_at) = count(*), max(first_scan_at), null) as scanned_at,
    if(count(carrier_delivered_at) = count(*), max(carrier_delivered_at), null) as carrier_delivered_at
from parcel
group by order_no;

create temp table return_request as
with newest as (
    select
        arg_max(order_id, loaded_at) as order_id,
        arg_max(requested_at, loaded_at) as requested_at,
        arg_max_null(reason_code, loaded_at) as reason_code
    from raw_returns
    group by return_id
)

select o.rowid as order_no, n.requested_at, n.reason_code
from newest as n
inner join known_order as o on n.order_id = o.order_id;

create temp table order_return as
select order_no, min(requested_at) as requested_at
from return_request
group by order_no;

create temp table order_line as
with lines as (
    select line_id, arg_max(order_id, loaded_at) as order_id, arg_max(quantity, loaded_at) as quantity
    from raw_order_lines
    group by line_id
)

select order_id, count(*) as line_count, cast(sum(quantity) as bigint) as unit_count
from lines
group by order_id;
