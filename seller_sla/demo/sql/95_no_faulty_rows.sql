-- Further slices come without faulty rows.
drop table if exists faulty_orders;
drop table if exists faulty_order_status_history;
drop table if exists faulty_order_promises;
drop table if exists faulty_order_lines;
drop table if exists faulty_feedback;
drop table if exists faulty_tickets;
