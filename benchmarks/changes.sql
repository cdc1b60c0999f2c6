-- What comes in after a build: so many new, late and corrected orders. Everything is exported at one time, $exported_at.

-- Few orders come in more than one version.
create temp table known_order as
select order_id, max(ordered_at) as ordered_at
from raw_orders
group by order_id;

set variable as_of = (select max(loaded_at) from raw_order_status_history);

-- New orders are the newest ones again, under other names and as much later as they reach back from the end of the log.
create temp table repeated_order as
select order_id, ordered_at
from known_order
order by ordered_at desc, order_id
limit getvariable('new_orders');

set variable later_by = (select getvariable('as_of') - min(ordered_at) from repeated_order);
set variable exported_at = getvariable('as_of') + coalesce(getvariable('later_by'), interval 1 hour);

-- Late events and corrections are of orders that are weeks or months old.
create temp table old_order as
select order_id, row_number() over (order by md5(order_id)) as lot
from known_order
where ordered_at < getvariable('as_of') - interval 14 days
qualify lot <= getvariable('late_orders') + getvariable('corrected_orders');

create temp table late_order as select order_id from old_order where lot <= getvariable('late_orders');
create temp table corrected_order as select order_id from old_order where lot > getvariable('late_orders');

create temp macro renamed(id) as id || '-again';
create temp macro later(moment) as moment + getvariable('later_by');

-- An order that was delivered comes back, one on its way arrives, and of any other the last event is sent again.
create temp table late_event as
select
    order_id,
    case last.status when 'delivered' then 'returned' when 'shipped' then 'delivered' else last.status end as status,
    case
        when last.status in ('delivered', 'shipped') then least(last.event_at + interval 6 days, getvariable('as_of'))
        else last.event_at
    end as event_at,
    last.actor,
    last.reason_code
from (
    select order_id, arg_max({status: status, event_at: event_at, actor: actor, reason_code: reason_code}, event_at) as last
    from raw_order_status_history
    where order_id in (from late_order)
    group by order_id
);

create temp table new_orders as
select * replace (
    renamed(order_id) as order_id, renamed(purchase_id) as purchase_id, later(ordered_at) as ordered_at,
    later(loaded_at) as loaded_at
)
from raw_orders
where order_id in (select order_id from repeated_order)
union all
select * replace (order_value_minor + 100 as order_value_minor, getvariable('exported_at') as loaded_at)
from raw_orders
where order_id in (from corrected_order)
qualify row_number() over (partition by order_id order by loaded_at desc) = 1;

create temp table new_order_status_history as
select * replace (
    renamed(order_id) as order_id, later(event_at) as event_at, later(recorded_at) as recorded_at,
    later(loaded_at) as loaded_at
)
from raw_order_status_history
where order_id in (select order_id from repeated_order)
union all by name
select *, getvariable('exported_at') as loaded_at
from late_event;

-- A corrected promise is two days longer.
create temp table new_order_promises as
select * replace (
    renamed(order_id) as order_id, later(promised_from) as promised_from, later(promised_until) as promised_until,
    later(recorded_at) as recorded_at, later(loaded_at) as loaded_at
)
from raw_order_promises
where order_id in (select order_id from repeated_order)
union all
select * replace (promised_until + interval 2 days as promised_until, getvariable('exported_at') as loaded_at)
from raw_order_promises
where order_id in (from corrected_order)
qualify row_number() over (partition by order_id, promise_type, recorded_at order by loaded_at desc) = 1;

create temp table new_order_lines as
select * replace (renamed(line_id) as line_id, renamed(order_id) as order_id, later(loaded_at) as loaded_at)
from raw_order_lines
where order_id in (select order_id from repeated_order);

-- Of a corrected parcel the carrier says that it came an hour earlier.
create temp table new_shipments as
select * replace (
    renamed(shipment_id) as shipment_id, renamed(order_id) as order_id, later(tracking_added_at) as tracking_added_at,
    later(confirmed_at) as confirmed_at, later(first_scan_at) as first_scan_at, later(first_attempt_at) as first_attempt_at,
    later(carrier_delivered_at) as carrier_delivered_at, later(loaded_at) as loaded_at
)
from raw_shipments
where order_id in (select order_id from repeated_order)
union all
select * replace (
    carrier_delivered_at - interval 1 hour as carrier_delivered_at, getvariable('exported_at') as loaded_at
)
from raw_shipments
where order_id in (from corrected_order)
qualify row_number() over (partition by shipment_id order by loaded_at desc) = 1;

create temp table new_returns as
select * replace (
    renamed(return_id) as return_id, renamed(order_id) as order_id, renamed(line_id) as line_id,
    later(requested_at) as requested_at, later(answered_at) as answered_at, later(received_at) as received_at,
    later(refunded_at) as refunded_at, later(loaded_at) as loaded_at
)
from raw_returns
where order_id in (select order_id from repeated_order);
