-- What truly happened to each order of the slice: its fate, the time of each step, and what was promised.

-- The seller's habits decide first: those faults come evenly spread. The rest is chance, the same for everybody but the
-- model seller.
create or replace temp table fated_order as
with drawn as (
    select
        *,
        draw(order_no, 'fate', 1000) as fate_draw,
        profile between 2 and 13 as is_human
    from slice_order
)

select
    * exclude (fate_draw, is_human),
    case
        when chance(order_no, 'unpaid', 25) then 'never_paid'
        when not is_human then 'normal'
        when is_platform_fulfilled and chance(order_no, 'lost', 100) then 'lost'
        when in_turn(turn, 618033, stock_out) then 'stock_out'
        when in_turn(turn, 618033, wrong_final) and turn % 2 = 0 then 'cancelled_after_shipping'
        when in_turn(turn, 618033, wrong_final) then 'delivery_reverted'
        when fate_draw < 12 then 'buyer_cancels'
        when fate_draw < 20 then 'call_centre_cancels'
        when fate_draw < 24 then 'unknown_cancels'
        when fate_draw < 27 then 'never_shipped'
        when fate_draw < 40 then 'not_collected'
        else 'normal'
    end as fate,
    fate in ('normal', 'not_collected', 'lost', 'cancelled_after_shipping', 'delivery_reverted') as is_sent,
    profile = 13 and not is_platform_fulfilled and chance(order_no, 'skips', 20) as skips_shipping
from drawn;

-- Cash on delivery opens within minutes; a prepaid order when the money comes.
create or replace temp table opened_order as
select
    *,
    case
        when fate = 'never_paid' then null
        when chance(order_no, 'cash', 500) then ordered_at + to_seconds(draw_between(order_no, 'pay', 60, 540))
        when chance(order_no, 'transfer', 300) then ordered_at + to_seconds(draw_between(order_no, 'pay', 20000, 200000))
        else ordered_at + to_seconds(draw_between(order_no, 'pay', 60, 5400))
    end as open_at
from fated_order;

-- What a seller does takes working time: its steps are counted on the working clock and read as UTC afterwards.
create or replace temp table confirmed_order as
with clocked as (
    select
        *,
        work_clock(works_by, open_at) as open_clock,
        local_date(country, open_at) as open_date,
        -- A preorder waits five days longer for its goods.
        case when is_preorder then 5 else 0 end as waiting_days
    from opened_order
),

steps as (
    select
        *,
        open_clock + case
            when in_turn(turn, 381967, late_confirm) then draw_between(order_no, 'confirm', 75000, 120000)
            else draw_between(order_no, 'confirm', 300, confirm_hours * 3600)
        end as shipping_clock,
        case
            when in_turn(turn, 414213, late_ship) then handling_days * 32400 + draw_between(order_no, 'pack', 14400, 90000)
            when profile = 11 then draw_between(order_no, 'pack', 90000, 135000)
            else draw_between(order_no, 'pack', 3600, pack_hours * 3600) + waiting_days * 32400
        end as pack_seconds
    from clocked
)

select
    *,
    work_time(works_by, shipping_clock) as shipping_at,
    work_time(works_by, shipping_clock + pack_seconds) as shipped_at,
    work_days_after(country, open_date, handling_days + waiting_days) as promised_ship_date
from steps;

create or replace temp table sent_order as
select
    *,
    shipped_at + to_seconds(draw_between(order_no, 'scan', 3600, 18000)) as first_scan_at,
    local_date(country, shipped_at) as shipped_date,
    -- Carriers need one or two working days; Kestrel's depot stood still in June.
    case
        when carrier = 'Kestrel' and shipped_at >= timestamp '2026-06-03' and shipped_at < timestamp '2026-06-24'
            and in_turn(turn, 732051, 600)
            then draw_between(order_no, 'transit', 5, 8)
        when profile > 1 and chance(order_no, 'slow carrier', 20)
            then draw_between(order_no, 'transit', 4, 6)
        else 1 + draw(order_no, 'transit', 3) // 2
    end as transit_days
from confirmed_order;

create or replace temp table finished_order as
with arrived as (
    select
        *,
        day_end(country, promised_ship_date) as promised_ship_until,
        day_end(country, work_days_after(country, promised_ship_date, 2 + slack_days)) as promised_delivery_until,
        to_utc(
            country,
            work_days_after(country, shipped_date, transit_days) + time '08:30:00' + to_seconds(draw(order_no, 'ring', 30000))
        ) as carrier_delivered_at
    from sent_order
),

clocked as (
    select *, work_clock(works_by, carrier_delivered_at) as arrival_clock
    from arrived
)

select
    *,
    case
        when in_turn(turn, 302777, late_report)
            then work_time(works_by, arrival_clock + draw_between(order_no, 'report', 75000, 130000))
        else carrier_delivered_at + to_seconds(draw_between(order_no, 'report', 300, 14400))
    end as delivered_at,
    case
        when fate = 'never_paid' then ordered_at + interval '7 days'
        when fate = 'never_shipped' then open_at + interval '10 days'
        -- Some find the shelf empty only after they have confirmed.
        when fate = 'stock_out' and chance(order_no, 'found late', 300)
            then work_time(works_by, shipping_clock + draw_between(order_no, 'cancel', 3600, 20000))
        when fate in ('stock_out', 'unknown_cancels')
            then work_time(works_by, open_clock + draw_between(order_no, 'cancel', 3600, 28000))
        when fate in ('buyer_cancels', 'call_centre_cancels')
            then open_at + to_seconds(draw_between(order_no, 'cancel', 900, 3600))
        when fate = 'cancelled_after_shipping' then shipped_at + to_seconds(draw_between(order_no, 'cancel', 3600, 90000))
    end as cancelled_at
from clocked;
