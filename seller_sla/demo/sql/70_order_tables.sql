-- Orders, their lines and their promises, with the columns of the contract.

create or replace temp table orders as
with versions as (
    select *, 0 as version_no from finished_order
    union all
    -- Corrected two days later: the way of shipping was noted wrong.
    select *, 1 from finished_order where chance(order_no, 'corrected', 6)
)

select
    order_id,
    purchase_id,
    seller_id,
    'mall' as marketplace,
    'b' || (1000 + draw(purchase_id, 'buyer', 1 + getvariable('orders_total') * 3 // 5)) as buyer_ref,
    buyer_country,
    country as ship_from_country,
    ordered_at,
    case when is_platform_fulfilled then 'platform' else 'seller' end as fulfilled_by,
    case when version_no = 1 then 'pickup' else pick(order_no, 'method', ['home', 'home', 'home', 'pickup']) end
        as shipping_method,
    is_test,
    is_preorder,
    draw_between(order_no, 'value', 150, 4000) * 100 - 10 as order_value_minor,
    case buyer_country when 'GB' then 'GBP' when 'PL' then 'PLN' when 'CZ' then 'CZK' else 'EUR' end as currency,
    next_export(ordered_at) + to_days(2 * version_no) as loaded_at
from versions
where next_export(ordered_at) + to_days(2 * version_no) <= getvariable('last_export');

create or replace temp table order_lines as
with lines as (
    select
        *,
        case
            when profile = 10 and line_no = 1
                and chance(order_no, 'runs small', case when in_turn(turn, 697223, returned) then 600 else 60 end) then 7
            else draw(order_no, 'sku' || line_no, 40)
        end as sku_no,
        chance(order_no, 'odd' || line_no, 4) as is_odd
    from finished_order
    cross join range(1, line_count + 1) as t (line_no)
)

select
    order_id || '-' || line_no as line_id,
    order_id,
    case when is_odd then seller_id || '-39; 2 ks, modrá' else seller_id || '-' || (10 + sku_no) end as sku,
    case
        when is_odd then 'Home, garden' || chr(10) || '"outdoor"'
        else pick(seller_id, 'category', ['home', 'toys', 'books', 'food', 'fashion', 'sport', 'audio', 'garden'])
    end as category,
    1 + draw(order_no, 'pieces' || line_no, 6) // 4 as quantity,
    draw_between(order_no, 'price' || line_no, 90, 2500) * 100 - 10 as unit_price_minor,
    next_export(ordered_at) as loaded_at
from lines;

-- A promise is made when the order opens. Some are moved to two working days later: a day before they pass, a few after.
-- S20 names a window, from 08:00 of the day before.
create or replace temp table order_promises as
with first_promises as (
    select
        order_no,
        order_id,
        seller_id,
        country,
        profile,
        'ship' as promise_type,
        promised_ship_date as promised_date,
        promised_ship_until as promised_until,
        open_at as recorded_at
    from finished_order
    where open_at is not null
    union all
    select
        order_no,
        order_id,
        seller_id,
        country,
        profile,
        'delivery',
        local_date(country, promised_delivery_until),
        promised_delivery_until,
        open_at
    from finished_order
    where open_at is not null
),

moves as (
    select
        order_id,
        seller_id,
        country,
        promise_type,
        work_days_after(country, promised_date, 2) as promised_date,
        day_end(country, work_days_after(country, promised_date, 2)) as promised_until,
        promised_until + case when chance(order_no, 'moved late', 250) then interval '10 hours' else interval '-8 hours' end
            as recorded_at
    from first_promises
    where profile = 13 and promise_type = 'delivery' and chance(order_no, 'moved', 20)
),

all_promises as (
    select order_id, seller_id, country, promise_type, promised_date, promised_until, recorded_at from first_promises
    union all
    from moves
)

select
    order_id,
    promise_type,
    case when seller_id = seller_id(20) and promise_type = 'delivery' then to_utc(country, promised_date - 1 + time '08:00:00') end
        as promised_from,
    promised_until,
    recorded_at,
    next_export(recorded_at) as loaded_at
from all_promises
where recorded_at < getvariable('horizon');

-- One parcel, or two for one order in twenty; each is exported after it was sent and again after it was delivered.
create or replace temp table shipments as
with parcels as (
    select
        o.*,
        p.parcel_no,
        -- The first of two parcels travels a little faster.
        case when p.parcel_no = 1 and chance(o.order_no, 'split', 50) then o.carrier_delivered_at - interval '20 minutes'
            else o.carrier_delivered_at
        end as parcel_delivered_at,
        case when chance(o.order_no, 'no number', case when o.profile = 1 then 0 else 8 end) then null
            -- Seller 24 puts one number on several orders.
            when o.seller_id = seller_id(24) then upper(left(o.carrier, 1)) || (10000 + o.order_no // 150 * 300)
            else upper(left(o.carrier, 1)) || (10000 + o.order_no * 2 + p.parcel_no)
        end as tracking_number,
        -- Most sellers say that it was sent by adding the number; a few type the number later.
        chance(o.order_no, 'typed later', 150) as is_typed_later,
        o.shipped_at + to_seconds(case when is_typed_later then draw_between(o.order_no, 'typed', 60, 900) else 0 end) as tracking_added_at
    from finished_order as o
    cross join (values (1), (2)) as p (parcel_no)
    where o.is_sent and (p.parcel_no = 1 or chance(o.order_no, 'split', 50))
),

facts as (
    select
        order_id || chr(cast(96 + parcel_no as integer)) as shipment_id,
        order_id,
        carrier,
        tracking_number,
        case when not in_turn(turn, 267949, no_url) then 'https://' || lower(left(carrier, 1)) || '.example/' || tracking_number end
            as tracking_url,
        case when tracking_number is not null then tracking_added_at end as tracking_added_at,
        case when is_typed_later or tracking_number is null then shipped_at end as confirmed_at,
        first_scan_at,
        -- Written only where the first attempt failed.
        case when fate = 'not_collected' or (chance(order_no, 'nobody home', 80) and transit_days > 1)
                then parcel_delivered_at - interval '23 hours'
        end as first_attempt_at,
        case when fate in ('normal', 'delivery_reverted') then parcel_delivered_at end as carrier_delivered_at
    from parcels
),

exports as (
    select *, next_export(first_scan_at) as loaded_at
    from facts
    where first_scan_at < getvariable('horizon')
    union
    select *, next_export(coalesce(carrier_delivered_at, first_attempt_at))
    from facts
    where coalesce(carrier_delivered_at, first_attempt_at) < getvariable('horizon')
)

select
    shipment_id,
    order_id,
    carrier,
    tracking_number,
    tracking_url,
    tracking_added_at,
    confirmed_at,
    first_scan_at,
    case when first_attempt_at < loaded_at then first_attempt_at end as first_attempt_at,
    case when carrier_delivered_at < loaded_at then carrier_delivered_at end as carrier_delivered_at,
    loaded_at
from exports;
