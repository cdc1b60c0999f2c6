-- The wide row as one row per order and metric.

create table fct_sla_outcomes (
    policy_id varchar,
    policy_version bigint,
    program varchar,
    metric_code varchar,
    entity_id varchar,
    order_id varchar,
    seller_id varchar,
    started_at timestamp,
    due_at timestamp,
    stopped_at timestamp,
    anchor_date date,
    maturity_days bigint,
    verdict varchar,
    reason_code varchar,
    attribution varchar,
    is_accountable boolean,
    exemption_id varchar,
    measured_value bigint,
    late_seconds bigint
);

insert into fct_sla_outcomes
select
    'mall_cancellation_rate', 1, 'mall', 'cancellation_rate', order_id, order_id, seller_id,
    open_at, null, cancelled_at, opened_date, 14,
    cancellation_verdict, cancellation_reason, cancellation_attribution,
    cancellation_verdict in ('breached', 'overdue') and cancellation_attribution = 'seller',
    null, null, null
from judged
where in_mall
union all
select
    'mall_status_error_rate', 1, 'mall', 'status_error_rate', order_id, order_id, seller_id,
    ordered_at, null, ended_at, ordered_date, 14,
    status_error_verdict, status_error_reason, status_error_attribution,
    status_error_verdict in ('breached', 'overdue') and status_error_attribution = 'seller',
    null, null, null
from judged
where in_mall
union all
select
    'mall_tracking_rate', 1, 'mall', 'tracking_rate', order_id, order_id, seller_id,
    sent_at, null, sent_at, sent_date, 0,
    tracking_verdict, tracking_reason, 'seller',
    tracking_verdict in ('breached', 'overdue'),
    null, null, null
from judged
where in_mall
union all
select
    'mall_on_time_delivery', 1, 'mall', 'on_time_delivery', order_id, order_id, seller_id,
    open_at, delivery_until, delivered_at, ordered_date, 14,
    delivery_verdict, delivery_reason, delivery_attribution,
    delivery_verdict in ('breached', 'overdue') and delivery_attribution in ('seller', 'carrier'),
    null, null, seconds_late(delivery_reason, delivered_at, delivery_until)
from judged
where in_mall
union all
select
    'mall_order_confirmation', 1, 'mall', 'order_confirmation', order_id, order_id, seller_id,
    open_at, confirmation_due_at, left_open_at, confirmation_due_date, 0,
    confirmation_verdict, confirmation_reason, 'seller',
    confirmation_verdict in ('breached', 'overdue'),
    null, null, seconds_late(confirmation_reason, left_open_at, confirmation_due_at)
from judged
where in_mall
union all
select
    'mall_delivery_confirmation', 1, 'mall', 'delivery_confirmation', order_id, order_id, seller_id,
    carrier_delivered_at, report_due_at, reported_at, report_due_date, 0,
    report_verdict, report_reason, 'seller',
    report_verdict in ('breached', 'overdue'),
    null, null, seconds_late(report_reason, reported_at, report_due_at)
from judged
where in_mall
union all
select
    'convictional_ship_time', 1, 'convictional', 'ship_time', order_id, order_id, seller_id,
    open_at, null, shipped_at, new_york_shipped_date, 0,
    ship_time_verdict, ship_time_reason, 'seller',
    ship_time_verdict in ('breached', 'overdue'),
    null, ship_time_seconds, null
from judged
where in_convictional
union all
select
    'convictional_return_rate', 1, 'convictional', 'return_rate', order_id, order_id, seller_id,
    kept_from, null, requested_at, new_york_sent_date, 30,
    return_verdict, return_reason, 'seller',
    return_verdict in ('breached', 'overdue'),
    null, null, null
from judged
where in_convictional
union all
select
    'house_late_shipment', 1, 'house', 'late_shipment', order_id, order_id, seller_id,
    ordered_at, ship_until, shipped_recorded_at, ship_due_date, 0,
    shipment_verdict, shipment_reason, 'seller',
    shipment_verdict in ('breached', 'overdue'),
    null, null, seconds_late(shipment_reason, shipped_recorded_at, ship_until)
from judged
where in_house;
