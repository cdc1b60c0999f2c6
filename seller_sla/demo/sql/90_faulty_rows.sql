-- Rows that landing must hold back or settle: text as delivered, written beside the good rows of the first slice.

create or replace temp table faulty_orders as
select *
from (
    values
    ('P90001-1', 'P90001', 'S999999', 'mall', 'b9001', 'CZ', 'CZ', '2026-05-04 10:00:00', 'seller', 'home', null, null, '99000', 'CZK', '2026-05-05 05:30:00'),
    ('P90002-1', 'P90002', seller_id(13), 'mall', 'b9002', 'CZ', 'CZ', '2026-02-30 10:00:00', 'seller', 'home', null, null, '45000', 'CZK', '2026-03-03 05:30:00'),
    ('P90003-1', 'P90003', seller_id(15), 'mall', 'b9003', 'CZ', 'CZ', '23/4/2026 10:00', 'seller', 'home', null, null, '12000', 'CZK', '2026-04-24 05:30:00'),
    ('P90004-1', 'P90004', seller_id(16), 'mall', 'b9004', 'SK', 'CZ', '2026-05-12 10:00:00', 'seller', 'home', null, null, 'about 20', 'EUR', '2026-05-13 05:30:00'),
    ('P90005-1', 'P90005', null, 'mall', 'b9005', 'GB', 'GB', '2026-06-02 10:00:00', 'seller', 'home', null, null, '3400', 'GBP', '2026-06-03 05:30:00'),
    ('P90006-1', 'P90006', seller_id(14), 'mall', 'b9006', 'GB', 'GB', '2026-06-04 10:00:00', 'warehouse', 'home', null, null, '3400', 'GBP', '2026-06-05 05:30:00')
) as faulty (
    order_id, purchase_id, seller_id, marketplace, buyer_ref, buyer_country, ship_from_country, ordered_at, fulfilled_by,
    shipping_method, is_test, is_preorder, order_value_minor, currency, loaded_at
)
union all
-- Conflicts: same key, same time of loading, another value.
select
    order_id, purchase_id, seller_id, marketplace, buyer_ref, buyer_country, ship_from_country,
    strftime(ordered_at, '%Y-%m-%d %H:%M:%S'), fulfilled_by, shipping_method, null, null,
    cast(order_value_minor + 500 as varchar), currency, strftime(loaded_at, '%Y-%m-%d %H:%M:%S')
from (select * from orders where seller_id in (seller_id(15), seller_id(20)) and not is_test and not is_preorder order by order_id limit 3);

-- Events of unknown orders, of one that is held back itself, and times that are none.
create or replace temp table faulty_order_status_history as
select *
from (
    values
    ('P99999-1', 'open', '2026-05-20 09:00:00', null, 'platform', null, '1', '2026-05-21 05:30:00', '2026-05'),
    ('P90003-1', 'open', '2026-04-23 10:20:00', null, 'platform', null, '1', '2026-04-24 05:30:00', '2026-04'),
    ('P99998-1', 'open', '2026-06-10 09:00:00', null, 'platform', null, '1', '2026-06-11 05:30:00', '2026-06'),
    ('P10050-1', 'shipped', '2026-13-01 09:00:00', null, 'seller', null, '9', '2026-02-01 05:30:00', '2026-01'),
    ('P10051-1', 'delivered', 'yesterday', null, 'seller', null, '9', '2026-02-02 05:30:00', '2026-02'),
    ('P10052-1', null, '2026-02-02 12:00:00', null, 'seller', null, '9', '2026-02-03 05:30:00', '2026-02')
) as faulty (order_id, status, event_at, recorded_at, actor, reason_code, source_sequence, loaded_at, part);

create or replace temp table faulty_order_promises as
select *
from (
    values ('P10060-1', 'pickup', null, '2026-02-05 22:59:59', '2026-02-01 10:00:00', '2026-02-02 05:30:00')
) as faulty (order_id, promise_type, promised_from, promised_until, recorded_at, loaded_at);

create or replace temp table faulty_order_lines as
select *
from (
    values
    ('P10070-1-9', 'P10070-1', seller_id(13) || '-11', 'food', '-1', '24900', '2026-02-10 05:30:00'),
    ('P10071-1-9', 'P10071-1', seller_id(13) || '-11', 'food', 'two', '24900', '2026-02-10 05:30:00')
) as faulty (line_id, order_id, sku, category, quantity, unit_price_minor, loaded_at);

create or replace temp table faulty_feedback as
select *
from (
    values
    ('F90001-1', 'P10080-1', '7', '2026-02-14 10:00:00', '2026-02-15 05:30:00'),
    ('F90002-1', 'P10081-1', '0', '2026-02-14 11:00:00', '2026-02-15 05:30:00')
) as faulty (feedback_id, order_id, rating, submitted_at, loaded_at);

create or replace temp table faulty_tickets as
select *
from (
    values ('T90001-1', null, 'S77', 'chat', '2026-04-14 10:00:00', '2026-04-15 05:30:00')
) as faulty (ticket_id, order_id, seller_id, channel, opened_at, loaded_at);
