-- Nine metrics of each order, side by side in one wide row: why, the verdict, when it was due, the local day it counts on.

create temp table judged as
with due as (
    select
        h.rowid as order_no,
        h.*,
        a.due_at as confirmation_due_at,
        b.due_at as report_due_at,
        coalesce(h.shipped_at, h.delivered_at, h.returned_at) as sent_at,
        coalesce(h.delivered_recorded_at, h.returned_recorded_at) as reported_at,
        coalesce(h.returned_at, h.delivered_at, h.cancelled_at) as ended_at,
        coalesce(h.delivered_at, h.returned_at, h.lost_at) is not null as is_gone
    from history as h
    left join next_business_day as a on h.warehouse_calendar_id = a.calendar_id and hour_of(h.open_at) = a.hour_no
    left join next_business_day as b on h.warehouse_calendar_id = b.calendar_id and hour_of(h.carrier_delivered_at) = b.hour_no
),

reasons as (
    select
        *,
        case
            when is_test then 'test_order'
            when current_status = 'blocked' and is_unavailable then 'unavailable'
            when payment = 'outstanding' then if(cancelled_at is null, 'never_paid', 'cancelled_before_payment')
            when payment <> 'recorded' then if(cancelled_at is null, 'open_not_recorded', 'cancelled_open_not_recorded')
            when cancelled_at is null then 'not_cancelled'
            when cancelled_at < open_at then 'cancelled_before_open'
            when shipped_at <= cancelled_at then 'cancelled_after_dispatch'
            when cancelled_by = 'platform' and cancelled_at > ship_until then 'auto_cancelled_unshipped'
            when cancelled_by = 'buyer' and cancelled_at > delivery_until then 'cancelled_by_buyer_after_promise'
            else 'cancelled_by_' || coalesce(cancelled_by, 'unknown')
        end as cancellation,
        case
            when is_test then 'test_order'
            when payment = 'outstanding' then 'never_paid'
            when payment <> 'recorded' then 'open_not_recorded'
            when after_final_by = 'call_centre' then 'changed_by_call_centre'
            when after_final_at is not null then 'changed_after_final'
            when cancelled_at >= shipped_at then 'cancelled_after_dispatch'
            when delivered_by = 'platform' and fulfilled_by = 'seller' then 'delivered_set_by_platform'
            else 'right_status'
        end as status_error,
        case
            when is_test then 'test_order'
            when fulfilled_by = 'platform' then 'platform_fulfilled'
            when sent_at is null then 'not_sent'
            when number_count = parcel_count and link_count = parcel_count then 'number_and_link'
            when number_count = parcel_count then 'number_only'
            when link_count = parcel_count then 'link_only'
            when number_count > 0 then 'number_missing_on_a_parcel'
            else 'no_tracking'
        end as tracking,
        case
            when is_test then 'test_order'
            when fulfilled_by = 'platform' then 'platform_fulfilled'
            when delivered_at < ordered_at then 'delivered_before_ordered'
            when delivered_at is null and payment = 'outstanding' then 'never_paid'
            when delivered_at is null and payment = 'unknown' then 'open_not_recorded'
            when delivered_at is null and cancelled_at is not null then 'cancelled'
            when delivered_at is null and returned_at is not null then 'returned_undelivered'
            when delivery_until is null then 'no_due_time'
            else reason_by_due(delivered_at, delivery_until)
        end as delivery,
        case
            when is_test then 'test_order'
            when payment = 'outstanding' then 'never_paid'
            when payment <> 'recorded' then 'open_not_recorded'
            when cancelled_at = left_open_at and cancelled_by in ('buyer', 'call_centre') then 'cancelled_by_buyer'
            when left_open_at < open_at then 'stopped_before_start'
            when confirmation_due_at is null then 'no_calendar'
            else reason_by_due(left_open_at, confirmation_due_at)
        end as confirmation,
        case
            when is_test then 'test_order'
            when fulfilled_by = 'platform' then 'platform_fulfilled'
            when carrier_delivered_at is null then 'no_carrier_delivery'
            when reported_at < carrier_delivered_at then 'stopped_before_start'
            when report_due_at is null then 'no_calendar'
            else reason_by_due(reported_at, report_due_at)
        end as report,
        case
            when is_test then 'test_order'
            when fulfilled_by = 'platform' then 'platform_fulfilled'
            when is_preorder then 'preorder'
            when shipped_at is null and payment = 'outstanding' then 'never_paid'
            when shipped_at is null and payment = 'unknown' then 'open_not_recorded'
            when shipped_at is null and is_gone then 'shipped_not_recorded'
            when shipped_at is null and cancelled_at is not null then 'cancelled_unshipped'
            when open_at is null then 'no_start'
            when shipped_at < open_at then 'stopped_before_start'
            when shipped_at is null then 'still_open'
            else 'measured'
        end as ship_time,
        case
            when is_test then 'test_order'
            when sent_at is null then 'not_sent'
            when requested_at is not null then 'returned'
            when returned_at is not null then if(delivered_at is null, 'returned_undelivered', 'returned')
            else 'kept'
        end as return,
        case
            when is_test then 'test_order'
            when fulfilled_by = 'platform' then 'platform_fulfilled'
            when shipped_at < ordered_at then 'shipped_before_ordered'
            when shipped_at is null and payment = 'outstanding' then 'never_paid'
            when shipped_at is null and payment = 'unknown' then 'open_not_recorded'
            when shipped_at is null and delivered_at <= ship_until then 'delivered_by_promise_to_ship'
            when shipped_at is null and is_gone then 'shipped_not_recorded'
            when shipped_at is null and cancelled_at is not null then 'cancelled_unshipped'
            when ship_until is null then 'no_due_time'
            else reason_by_due(shipped_recorded_at, ship_until)
        end as shipment
    from due
)

select
    r.order_no,
    r.order_id,
    r.seller_id,
    coalesce(r.buyer_ref, r.order_id) as buyer,
    r.in_mall,
    r.in_convictional,
    r.in_house,
    r.ordered_at,
    r.open_at,
    r.left_open_at,
    r.shipped_at,
    r.shipped_recorded_at,
    r.delivered_at,
    r.cancelled_at,
    r.carrier_delivered_at,
    r.requested_at,
    r.sent_at,
    r.ended_at,
    r.reported_at,
    r.ship_until,
    r.delivery_until,
    r.confirmation_due_at,
    r.report_due_at,
    coalesce(r.shipped_at, r.delivered_at) as kept_from,
    r.cancellation as cancellation_reason,
    case
        when r.cancellation in ('cancelled_by_seller', 'auto_cancelled_unshipped') then 'breached'
        when r.cancellation in (
            'not_cancelled', 'unavailable', 'cancelled_by_buyer', 'cancelled_by_buyer_after_promise'
        ) then 'met'
        when r.cancellation in (
            'open_not_recorded', 'cancelled_open_not_recorded', 'cancelled_before_open', 'cancelled_by_unknown'
        ) then 'void'
        else 'excluded'
    end as cancellation_verdict,
    case
        when r.cancelled_by = 'platform' and r.cancelled_at > r.ship_until then 'seller'
        when r.cancelled_by = 'call_centre' then 'buyer'
        else coalesce(r.cancelled_by, 'unknown')
    end as cancellation_attribution,
    r.status_error as status_error_reason,
    case
        when r.status_error = 'right_status' then 'met'
        when r.status_error in ('changed_after_final', 'cancelled_after_dispatch', 'delivered_set_by_platform') then 'breached'
        when r.status_error = 'open_not_recorded' then 'void'
        else 'excluded'
    end as status_error_verdict,
    if(r.after_final_by in ('platform', 'carrier', 'unknown'), r.after_final_by, 'seller') as status_error_attribution,
    r.tracking as tracking_reason,
    case
        when r.tracking = 'number_and_link' then 'met'
        when r.tracking in ('test_order', 'platform_fulfilled', 'not_sent') then 'excluded'
        else 'breached'
    end as tracking_verdict,
    r.delivery as delivery_reason,
    verdict_by_due(r.delivery) as delivery_verdict,
    -- Late, but scanned by the carrier within the promise to ship: the carrier caused it.
    if(r.scanned_at <= r.ship_until, 'carrier', 'seller') as delivery_attribution,
    r.confirmation as confirmation_reason,
    verdict_by_due(r.confirmation) as confirmation_verdict,
    r.report as report_reason,
    verdict_by_due(r.report) as report_verdict,
    r.ship_time as ship_time_reason,
    case
        when r.ship_time = 'measured' then 'met'
        when r.ship_time = 'still_open' then 'pending'
        when r.ship_time in ('no_start', 'stopped_before_start', 'open_not_recorded', 'shipped_not_recorded') then 'void'
        else 'excluded'
    end as ship_time_verdict,
    date_diff('second', r.open_at, r.shipped_at) as ship_time_seconds,
    r.return as return_reason,
    case r.return when 'kept' then 'met' when 'returned' then 'breached' else 'excluded' end as return_verdict,
    r.shipment as shipment_reason,
    verdict_by_due(r.shipment) as shipment_verdict,
    ordered.local_date as ordered_date,
    opened.local_date as opened_date,
    sent.local_date as sent_date,
    confirmation_due.local_date as confirmation_due_date,
    report_due.local_date as report_due_date,
    ship_due.local_date as ship_due_date,
    shipped.local_date as new_york_shipped_date,
    kept.local_date as new_york_sent_date
from reasons as r
left join prague_hour as ordered on hour_of(r.ordered_at) = ordered.hour_no
left join prague_hour as opened on hour_of(coalesce(r.open_at, r.ordered_at)) = opened.hour_no
left join prague_hour as sent on hour_of(coalesce(r.sent_at, r.ordered_at)) = sent.hour_no
left join prague_hour as confirmation_due on hour_of(coalesce(r.confirmation_due_at, r.ordered_at)) = confirmation_due.hour_no
left join prague_hour as report_due on hour_of(coalesce(r.report_due_at, r.ordered_at)) = report_due.hour_no
left join prague_hour as ship_due on hour_of(coalesce(r.ship_until, r.ordered_at)) = ship_due.hour_no
left join new_york_hour as shipped on hour_of(coalesce(r.shipped_at, r.ordered_at)) = shipped.hour_no
left join new_york_hour as kept on hour_of(coalesce(r.shipped_at, r.delivered_at, r.ordered_at)) = kept.hour_no;
