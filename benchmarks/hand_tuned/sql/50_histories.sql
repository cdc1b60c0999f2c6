-- One wide row per order: what happened, what was promised, and what its parcels and returns say.

create temp table milestone as
select
    order_no,
    min(event_at) filter (status = 'blocked') as blocked_at,
    min(event_at) filter (status = 'open') as open_at,
    min(event_at) filter (status = 'shipping') as shipping_at,
    min(event_at) filter (status = 'shipped') as shipped_at,
    min(event_at) filter (status = 'delivered') as delivered_at,
    min(event_at) filter (status = 'returned') as returned_at,
    min(event_at) filter (status = 'cancelled') as cancelled_at,
    min(event_at) filter (status = 'lost') as lost_at,
    min(event_at) filter (status not in ('blocked', 'open')) as left_open_at,
    min(recorded_at) filter (status = 'shipped') as shipped_recorded_at,
    min(recorded_at) filter (status = 'delivered') as delivered_recorded_at,
    min(recorded_at) filter (status = 'returned') as returned_recorded_at,
    arg_min(actor, event_no) filter (status = 'delivered') as delivered_by,
    arg_min(actor, event_no) filter (status = 'cancelled') as cancelled_by,
    -- What comes after a final status does not say where the order is, unless there is nothing else.
    arg_max(status, if(move = 'after_final', event_no - 1000000, event_no)) as current_status,
    arg_max(
        reason_code is not distinct from 'unavailable', if(move = 'after_final', event_no - 1000000, event_no)
    ) as is_unavailable,
    min(event_at) filter (move = 'after_final') as after_final_at,
    min(cast(actor as varchar)) filter (move = 'after_final') as after_final_by
from order_event
where not is_reverted
group by order_no;

create temp table last_load as
select order_no, max(last_loaded_at) as last_loaded_at
from order_event
group by order_no;

create temp table history as
select
    o.*,
    case
        when m.open_at is not null then 'recorded'
        when coalesce(m.shipping_at, m.shipped_at, m.delivered_at, m.returned_at, m.lost_at) is not null then 'implied'
        when m.blocked_at is not null then 'outstanding'
        else 'unknown'
    end as payment,
    m.* exclude (order_no),
    p.ship_until,
    p.delivery_until,
    s.* exclude (order_no),
    r.requested_at,
    coalesce(l.line_count, 0) as line_count,
    coalesce(l.unit_count, 0) as unit_count,
    greatest(o.loaded_at, e.last_loaded_at) as last_loaded_at
from known_order as o
left join milestone as m on o.rowid = m.order_no
left join last_load as e on o.rowid = e.order_no
left join order_promise as p on o.order_id = p.order_id
left join order_parcel as s on o.rowid = s.order_no
left join order_return as r on o.rowid = r.order_no
left join order_line as l on o.order_id = l.order_id;

create table fct_orders as
select
    h.order_id,
    h.purchase_id,
    h.seller_id,
    'marketplace' as source,
    h.marketplace,
    h.buyer_ref,
    h.buyer_country,
    h.ship_from_country,
    c.calendar_id,
    c.timezone,
    h.fulfilled_by,
    h.shipping_method,
    h.is_test,
    h.is_preorder,
    h.line_count,
    h.unit_count,
    h.order_value_minor,
    h.currency,
    h.ordered_at,
    h.blocked_at,
    h.open_at,
    h.shipping_at,
    h.shipped_at,
    h.delivered_at,
    h.returned_at,
    h.cancelled_at,
    h.lost_at,
    cast(h.current_status as varchar) as current_status,
    cast(h.cancelled_by as varchar) as cancelled_by,
    h.ship_until as promised_ship_until,
    h.delivery_until as promised_delivery_until,
    h.carrier,
    h.parcel_count,
    h.order_id in (select order_id from fct_status_anomalies) as has_anomaly,
    h.last_loaded_at
from history as h
left join calendar as w on w.calendar_id = lower(h.ship_from_country) || '_mon_fri'
left join calendar as c
    on c.calendar_id = coalesce(
        w.calendar_id,
        case
            when h.in_mall then 'cz_mon_fri'
            when h.in_convictional then 'us_mon_fri'
            when h.in_house then 'cz_mon_fri'
        end
    );

-- Among events of the same second, a status comes in the place it has among the statuses.
create type event_type as enum (
    'carrier_delivered', 'carrier_scan', 'delivery_attempt', 'return_requested', 'status', 'tracking_added'
);

create table fct_order_events as
with happened as (
    select
        order_no, event_type 'status' as event_type, status, event_at, recorded_at, actor, reason_code, is_reverted,
        event_no as place
    from order_event
    union all
    select order_no, event_type 'tracking_added', null, tracking_added_at, tracking_added_at, actor 'seller', null, false, 1
    from parcel
    where tracking_added_at is not null
    union all
    select order_no, event_type 'carrier_scan', null, first_scan_at, first_scan_at, actor 'carrier', null, false, 2
    from parcel
    where first_scan_at is not null
    union all
    select order_no, event_type 'delivery_attempt', null, first_attempt_at, first_attempt_at, actor 'carrier', null, false, 3
    from parcel
    where first_attempt_at is not null
    union all
    select
        order_no, event_type 'carrier_delivered', null, carrier_delivered_at, carrier_delivered_at, actor 'carrier', null,
        false, 4
    from parcel
    where carrier_delivered_at is not null
    union all
    select order_no, event_type 'return_requested', null, requested_at, requested_at, actor 'buyer', reason_code, false, 9
    from return_request
),

numbered as (
    select
        *,
        row_number() over (partition by order_no order by event_at, place, event_type, reason_code nulls last) as event_no
    from happened
)

select
    o.order_id,
    o.seller_id,
    n.event_no,
    cast(n.event_type as varchar) as event_type,
    cast(n.status as varchar) as status,
    n.event_at,
    n.recorded_at,
    cast(n.actor as varchar) as actor,
    n.reason_code,
    n.is_reverted
from numbered as n
inner join known_order as o on n.order_no = o.rowid;
