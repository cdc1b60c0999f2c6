"""Every kind of dirt of a real log is in data/demo: a handful of each, counted from the files."""

import duckdb
import pytest

# The cases of each kind: how many, and the query that lists them.
CASES = {
    "event delivered twice with equal content": (
        9,
        """
        select columns(* exclude (file, filename)) from order_status_history group by all having count(*) > 1""",
    ),
    "event resent in a later export": (
        7,
        """
        select order_id, status, event_at from order_status_history group by all having count(distinct loaded_at) > 1""",
    ),
    "delivered exported before shipped": (
        13,
        """
        select order_id from order_status_history where status in ('shipped', 'delivered') group by order_id
        having max(loaded_at) filter (where status = 'delivered') < min(loaded_at) filter (where status = 'shipped')""",
    ),
    "event loaded four days late or more": (
        21,
        """
        select * from order_status_history
        where instant(loaded_at) - instant(coalesce(recorded_at, event_at)) > interval '4 days'""",
    ),
    "shipped by mistake, then open again": (
        12,
        """
        select distinct e.order_id from order_status_history e join order_status_history s using (order_id)
        where e.status = 'open' and s.status = 'shipped' and instant(e.event_at) > instant(s.event_at)
        and instant(s.event_at) > (
            select max(instant(event_at)) from order_status_history b where b.order_id = e.order_id and b.status = 'blocked'
        )""",
    ),
    "open again after shipping": (
        5,
        """
        select order_id from order_status_history where status in ('open', 'shipping', 'shipped') group by order_id
        having count(distinct event_at) filter (where status = 'open') = 2
        and count(distinct event_at) filter (where status = 'shipped') <= 1""",
    ),
    "shipping after delivered": (
        6,
        """
        select order_id from order_status_history group by order_id
        having max(instant(event_at)) filter (where status = 'shipping')
        > max(instant(event_at)) filter (where status = 'delivered')""",
    ),
    "cancelled after shipped": (
        11,
        """
        select order_id from order_status_history group by order_id
        having max(instant(event_at)) filter (where status in ('cancelled', 'canceled'))
        > min(instant(event_at)) filter (where status = 'shipped')""",
    ),
    "delivered taken back": (
        10,
        """
        select order_id from order_status_history where status = 'shipped' and reason_code = 'wrong_status_before'""",
    ),
    "two statuses in one second": (
        6,
        """
        select order_id, instant(event_at) from order_status_history group by all
        having count(distinct status) > 1""",
    ),
    "unknown status": (6, "select * from order_status_history where status = 'on_the_moon'"),
    "unknown actor": (6, "select * from order_status_history where actor in ('warehouse bot', 'robot_7')"),
    "no actor on a cancellation": (
        5,
        """
        select * from order_status_history where status in ('cancelled', 'canceled') and actor is null""",
    ),
    "back-dated by hours": (
        1,
        """
        select * from order_status_history where status = 'shipped'
        and instant(recorded_at) - instant(event_at) = interval '3 hours'""",
    ),
    "shipped before it was ordered": (
        13,
        """
        select * from order_status_history e join orders o using (order_id)
        where e.status = 'shipped' and instant(e.event_at) < instant(o.ordered_at)""",
    ),
    "other words for a status": (
        49,
        """
        select * from order_status_history where status in ('paid', 'confirmed', 'dispatched', 'canceled')""",
    ),
    "open to shipped without shipping": (
        18,
        """
        select order_id from order_status_history group by order_id
        having count(*) filter (where status = 'shipped') > 0 and count(*) filter (where status in ('shipping', 'confirmed')) = 0
        """,
    ),
    "returned after delivered": (
        12,
        """
        select order_id from order_status_history where status = 'returned' and reason_code = 'sent_back'""",
    ),
    "test order": (14, "select * from orders where is_test = 'true'"),
    "preorder": (8, "select * from orders where is_preorder = 'true'"),
    "platform-fulfilled order": (47, "select * from orders where fulfilled_by = 'platform'"),
    "lost order": (3, "select * from order_status_history where status = 'lost'"),
    "never paid": (
        45,
        """
        select order_id from order_status_history group by order_id
        having count(*) filter (where status in ('open', 'paid')) = 0 and count(*) filter (where status like 'cancel%') > 0""",
    ),
    "cancelled by the platform for not being shipped": (
        3,
        """
        select * from order_status_history where reason_code = 'not_shipped_in_time'""",
    ),
    "cancelled by the buyer": (26, "select * from order_status_history where status = 'cancelled' and actor = 'buyer'"),
    "cancelled by the call centre": (21, "select * from order_status_history where actor = 'call_centre'"),
    "not collected": (21, "select * from order_status_history where reason_code = 'not_collected'"),
    "corrected version of an order": (
        13,
        """
        select order_id from orders group by order_id having count(distinct loaded_at) > 1""",
    ),
    "conflicting versions of an order": (
        3,
        """
        select order_id from orders group by order_id, loaded_at having count(distinct order_value_minor) > 1""",
    ),
    "promise moved before it passed": (
        6,
        """
        select * from order_promises p join order_promises m using (order_id, promise_type)
        where instant(m.recorded_at) > instant(p.recorded_at) and instant(m.recorded_at) <= instant(p.promised_until)""",
    ),
    "promise moved after it had passed": (
        6,
        """
        select * from order_promises p join order_promises m using (order_id, promise_type)
        where instant(m.recorded_at) > instant(p.promised_until)""",
    ),
    "time with an offset": (13, "select * from order_status_history where event_at like '%+0_:00'"),
    "time with a Z": (9, "select * from order_status_history where event_at like '%Z'"),
    "time with milliseconds": (8, "select * from order_status_history where event_at like '%.000'"),
    "epoch seconds": (13, "select * from order_status_history where regexp_matches(event_at, '^\\d{10}$')"),
    "epoch milliseconds": (8, "select * from order_status_history where regexp_matches(event_at, '^\\d{13}$')"),
    "line break in a text": (15, "select * from order_lines where category like '%' || chr(10) || '%'"),
    "semicolon in a text": (15, "select * from order_lines where sku like '%;%'"),
    "impossible date": (1, "select * from orders where ordered_at like '2026-02-30%'"),
    "day before month": (1, "select * from orders where ordered_at like '23/4/2026%'"),
    "text in a number": (1, "select * from orders where order_value_minor = 'about 20'"),
    "value that is not allowed": (1, "select * from orders where fulfilled_by not in ('seller', 'platform')"),
    "missing required value": (
        2,
        "select order_id from orders where seller_id is null"
        " union all select order_id from order_status_history where status is null",
    ),
    "unknown seller": (
        2,
        "select seller_id from orders anti join sellers using (seller_id) where seller_id is not null"
        " union all select seller_id from tickets anti join sellers using (seller_id)",
    ),
    "unknown order": (2, "select * from order_status_history anti join orders using (order_id)"),
    "time that is none": (2, "select * from order_status_history where instant(event_at) is null"),
    "negative quantity": (1, "select * from order_lines where quantity like '-%'"),
    "quantity in words": (1, "select * from order_lines where not regexp_matches(quantity, '^-?\\d+$')"),
    "rating out of range": (2, "select * from feedback where rating not in ('1', '2', '3', '4', '5')"),
}


@pytest.mark.parametrize(("expected", "query"), CASES.values(), ids=CASES)
def test_each_kind_of_dirt_is_there(raw: duckdb.DuckDBPyConnection, expected: int, query: str) -> None:
    assert len(raw.execute(query).fetchall()) == expected
