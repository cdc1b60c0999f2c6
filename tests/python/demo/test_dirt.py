"""Every kind of dirt of a real log is in data/demo: a handful of each, countable from the files."""

import duckdb
import pytest

# Each query lists the cases of one kind.
CASES = {
    "event delivered twice with equal content": """
        select columns(* exclude (file, filename)) from order_status_history group by all having count(*) > 1""",
    "event resent in a later export": """
        select order_id, status, event_at from order_status_history group by all having count(distinct loaded_at) > 1""",
    "delivered exported before shipped": """
        select order_id from order_status_history where status in ('shipped', 'delivered') group by order_id
        having max(loaded_at) filter (where status = 'delivered') < min(loaded_at) filter (where status = 'shipped')""",
    "event loaded four days late or more": """
        select * from order_status_history
        where instant(loaded_at) - instant(coalesce(recorded_at, event_at)) > interval '4 days'""",
    "shipped by mistake, then open again": """
        select distinct e.order_id from order_status_history e join order_status_history s using (order_id)
        where e.status = 'open' and s.status = 'shipped' and instant(e.event_at) > instant(s.event_at)
        and instant(s.event_at) > (
            select min(instant(event_at)) from order_status_history b where b.order_id = e.order_id and b.status = 'shipping'
        )""",
    "open again after shipping": """
        select order_id from order_status_history where status in ('open', 'shipping', 'shipped') group by order_id
        having count(distinct event_at) filter (where status = 'open') = 2
        and count(distinct event_at) filter (where status = 'shipped') <= 1""",
    "shipping after delivered": """
        select order_id from order_status_history group by order_id
        having max(instant(event_at)) filter (where status = 'shipping')
        > max(instant(event_at)) filter (where status = 'delivered')""",
    "cancelled after shipped": """
        select order_id from order_status_history group by order_id
        having max(instant(event_at)) filter (where status in ('cancelled', 'canceled'))
        > min(instant(event_at)) filter (where status = 'shipped')""",
    "delivered taken back": """
        select order_id from order_status_history where status = 'shipped' and reason_code = 'wrong_status_before'""",
    "two statuses in one second": """
        select order_id, instant(event_at) from order_status_history group by all
        having count(distinct status) > 1""",
    "unknown status": "select * from order_status_history where status = 'on_the_moon'",
    "unknown actor": "select * from order_status_history where actor in ('warehouse bot', 'robot_7')",
    "no actor on a cancellation": """
        select * from order_status_history where status in ('cancelled', 'canceled') and actor is null""",
    "back-dated by hours": """
        select * from order_status_history where status = 'shipped'
        and instant(recorded_at) - instant(event_at) = interval '3 hours'""",
    "shipped before it was ordered": """
        select * from order_status_history e join orders o using (order_id)
        where e.status = 'shipped' and instant(e.event_at) < instant(o.ordered_at)""",
    "other words for a status": """
        select * from order_status_history where status in ('paid', 'confirmed', 'dispatched', 'canceled')""",
    "open to shipped without shipping": """
        select order_id from order_status_history group by order_id
        having count(*) filter (where status = 'shipped') > 0 and count(*) filter (where status in ('shipping', 'confirmed')) = 0
        """,
    "returned after delivered": """
        select order_id from order_status_history where status = 'returned' and reason_code = 'sent_back'""",
    "test order": "select * from orders where is_test = 'true'",
    "preorder": "select * from orders where is_preorder = 'true'",
    "platform-fulfilled order": "select * from orders where fulfilled_by = 'platform'",
    "lost order": "select * from order_status_history where status = 'lost'",
    "never paid": """
        select order_id from order_status_history group by order_id
        having count(*) filter (where status in ('open', 'paid')) = 0 and count(*) filter (where status like 'cancel%') > 0""",
    "cancelled by the platform for not being shipped": """
        select * from order_status_history where reason_code = 'not_shipped_in_time'""",
    "cancelled by the buyer": "select * from order_status_history where status = 'cancelled' and actor = 'buyer'",
    "cancelled by the call centre": "select * from order_status_history where actor = 'call_centre'",
    "not collected": "select * from order_status_history where reason_code = 'not_collected'",
    "corrected version of an order": """
        select order_id from orders group by order_id having count(distinct loaded_at) > 1""",
    "conflicting versions of an order": """
        select order_id from orders group by order_id, loaded_at having count(distinct order_value_minor) > 1""",
    "promise moved before it passed": """
        select * from order_promises p join order_promises m using (order_id, promise_type)
        where instant(m.recorded_at) > instant(p.recorded_at) and instant(m.recorded_at) <= instant(p.promised_until)""",
    "promise moved after it had passed": """
        select * from order_promises p join order_promises m using (order_id, promise_type)
        where instant(m.recorded_at) > instant(p.promised_until)""",
    "time with an offset": "select * from order_status_history where event_at like '%+0_:00'",
    "time with a Z": "select * from order_status_history where event_at like '%Z'",
    "time with milliseconds": "select * from order_status_history where event_at like '%.000'",
    "epoch seconds": "select * from order_status_history where regexp_matches(event_at, '^\\d{10}$')",
    "epoch milliseconds": "select * from order_status_history where regexp_matches(event_at, '^\\d{13}$')",
    "line break in a text": "select * from order_lines where category like '%' || chr(10) || '%'",
    "semicolon in a text": "select * from order_lines where sku like '%;%'",
    "impossible date": "select * from orders where ordered_at like '2026-02-30%'",
    "day before month": "select * from orders where ordered_at like '23/4/2026%'",
    "text in a number": "select * from orders where order_value_minor = 'about 20'",
    "value that is not allowed": "select * from orders where fulfilled_by not in ('seller', 'platform')",
    "missing required value": "select order_id from orders where seller_id is null"
    " union all select order_id from order_status_history where status is null",
    "unknown seller": "select seller_id from orders anti join sellers using (seller_id) where seller_id is not null"
    " union all select seller_id from tickets anti join sellers using (seller_id)",
    "unknown order": "select * from order_status_history anti join orders using (order_id)",
    "time that is none": "select * from order_status_history where instant(event_at) is null",
    "negative quantity": "select * from order_lines where quantity like '-%'",
    "quantity in words": "select * from order_lines where not regexp_matches(quantity, '^-?\\d+$')",
    "rating out of range": "select * from feedback where rating not in ('1', '2', '3', '4', '5')",
}

COUNTS = {}  # type: dict[str, int]


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_of_dirt_is_there(raw: duckdb.DuckDBPyConnection, kind: str) -> None:
    (count,) = raw.execute(f"select count(*) from ({CASES[kind]})").fetchone() or (0,)
    print(kind, count)
    assert count == COUNTS.get(kind)
