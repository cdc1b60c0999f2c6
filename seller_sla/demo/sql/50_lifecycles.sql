-- What truly happened to each order of the slice: its fate, the time of each step, and what was promised.

-- One draw decides the fate; the seller's habits move the borders.
create or replace temp table fated_order as
with drawn as (
    select
        *,
        draw(order_no, 'fate', 1000) as fate_draw,
        profile between 2 and 13 as is_human,
    from slice_order
)

select
    * exclude (fate_draw, is_human),
    case
        when not is_human and chance(order_no, 'unpaid', 25) then 'never_paid'
        when not is_human then 'normal'
        when chance(order_no, 'unpaid', 25) then 'never_paid'
        when is_platform_fulfilled and chance(order_no, 'lost', 30) then 'lost'
        when fate_draw < stock_out then 'stock_out'
        when fate_draw < stock_out + wrong_final and chance(order_no, 'wrong', 500) then 'cancelled_after_shipping'
        when fate_draw < stock_out + wrong_final then 'delivery_reverted'
        when fate_draw >= 985 then 'buyer_cancels'
        when fate_draw >= 978 then 'call_centre_cancels'
        when fate_draw >= 974 then 'unknown_cancels'
        when fate_draw >= 971 then 'never_shipped'
        when fate_draw >= 958 then 'not_collected'
        else 'normal'
    end as fate,
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
    end as open_at,
from fated_order;

-- Who is away cannot act: profile 8 had its shop closed from 1 to 10 May and worked through the pile on the 11th.
create or replace macro when_back(profile, utc) as
    case
        when profile = 8 and utc >= timestamp '2026-05-01' and utc < timestamp '2026-05-11'
            then timestamp '2026-05-11 06:00:00' + to_seconds(epoch(utc)::bigint % 28800)
        else utc
    end;

create or replace temp table confirmed_order as
select
    *,
    case
        when chance(order_no, 'late confirm', late_confirm)
            then after_work(country, open_at, draw_between(order_no, 'confirm', 75000, 120000))
        else when_back(profile, after_work(country, open_at, draw_between(order_no, 'confirm', 300, confirm_hours * 3600)))
    end as shipping_at,
    -- A preorder waits a week longer for its goods.
    handling_days + case when is_preorder then 5 else 0 end as promised_days,
from opened_order;

create or replace temp table sent_order as
with sent as (
    select
        *,
        case
            when chance(order_no, 'late ship', late_ship)
                then after_work(country, shipping_at, (handling_days * 32400) + draw_between(order_no, 'pack', 14400, 90000))
            when profile = 11
                then after_work(country, shipping_at, draw_between(order_no, 'pack', 90000, 135000))
            else when_back(
                profile,
                after_work(
                    country,
                    shipping_at,
                    draw_between(order_no, 'pack', 3600, pack_hours * 3600) + case when is_preorder then 5 else 0 end * 32400
                )
            )
        end as shipped_at,
    from confirmed_order
)

select
    *,
    shipped_at + to_seconds(draw_between(order_no, 'scan', 3600, 18000)) as first_scan_at,
    day_end(country, work_days_after(country, local_date(country, open_at), promised_days)) as promised_ship_until,
    -- Carriers need one or two working days; Kestrel's depot stood still in June.
    case
        when carrier = 'Kestrel' and shipped_at >= timestamp '2026-06-03' and shipped_at < timestamp '2026-06-24'
            and chance(order_no, 'depot', 600)
            then draw_between(order_no, 'transit', 5, 8)
        when profile > 1 and chance(order_no, 'slow carrier', 20)
            then draw_between(order_no, 'transit', 4, 6)
        else 1 + draw(order_no, 'transit', 3) // 2
    end as transit_days,
from sent;

create or replace temp table finished_order as
with arrived as (
    select
        *,
        day_end(country, work_days_after(country, local_date(country, promised_ship_until), 2 + slack_days))
            as promised_delivery_until,
        to_utc(
            country,
            work_days_after(country, local_date(country, shipped_at), transit_days)
            + time '08:30:00' + to_seconds(draw(order_no, 'ring', 30000))
        ) as carrier_delivered_at,
    from sent_order
)

select
    *,
    case
        when chance(order_no, 'late report', late_report)
            then after_work(country, carrier_delivered_at, draw_between(order_no, 'report', 75000, 130000))
        else carrier_delivered_at + to_seconds(draw_between(order_no, 'report', 300, 14400))
    end as delivered_at,
    case
        when fate = 'never_paid' then ordered_at + interval '7 days'
        when fate = 'never_shipped' then open_at + interval '10 days'
        when fate in ('stock_out', 'unknown_cancels')
            then when_back(profile, after_work(country, open_at, draw_between(order_no, 'cancel', 3600, 28000)))
        when fate in ('buyer_cancels', 'call_centre_cancels')
            then open_at + to_seconds(draw_between(order_no, 'cancel', 900, 3600))
        when fate = 'cancelled_after_shipping' then shipped_at + to_seconds(draw_between(order_no, 'cancel', 3600, 90000))
    end as cancelled_at,
from arrived;
