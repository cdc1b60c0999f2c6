"""A build judges the orders that something changed for, all of them and no other."""

from collections.abc import Callable
from datetime import date, datetime

import duckdb

from incremental.growing import Warehouse
from operations.people import Clock
from seller_sla.operations.acts import Desk
from seller_sla.operations.export import export


def test_only_what_changed_is_judged_again(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(60)))
    built.receive(0)
    built.build()
    assert built.judged() == ("there is no earlier build, or --full-refresh", 0)
    built.build()
    assert built.judged() == (None, 0)

    built.receive(1)
    built.receive(2)
    test = built.project.root / "tests" / "data" / "no_orders.sql"
    test.write_text("select order_id from {{ ref('fct_orders') }}\n")
    assert built.project.build().returncode == 1
    test.unlink()
    failed = built.judged()
    built.build()
    assert built.judged() == failed != (None, 0)
    [(order, seller)] = built.query("select min(order_id), min_by(seller_id, order_id) from marts.fct_orders")
    late = "order_id,status,event_at,loaded_at\n{},lost,2026-03-25 10:00,2026-03-25 12:00\n"
    (built.raw / "order_status_history" / "late.csv").write_text(late.format(order))
    built.build()
    assert built.judged() == (None, 1)
    assert built.query(f"select count(*) from marts.fct_orders where order_id = '{order}' and lost_at is not null") == [
        (1,)
    ]

    row = "seller_id,seller_name,seller_group,valid_from,loaded_at\n{},New name,top,2026-03-01,2026-03-25\n"
    (built.raw / "sellers" / "late.csv").write_text(row.format(seller))
    built.build()
    [(delivered,)] = built.query(f"""
        select count(*) from (
            select order_id from landing.landed_orders where seller_id = '{seller}'
            union
            select coalesce(order_id, ticket_id) from landing.landed_tickets where seller_id = '{seller}'
        )""")
    assert built.judged() == (None, delivered)

    built.end_policy("house_late_shipment", "2026-03-20")
    for name in ("seeds/policy/badge_rules.csv", "models/intermediate/enforcement/int_breach_days.sql"):
        no_verdict_depends_on = built.project.root / name
        no_verdict_depends_on.write_text(no_verdict_depends_on.read_text() + "\n")
    built.build()
    [(bound,)] = built.query("select count(*) from marts.fct_orders where ordered_at >= '2026-03-20'")
    assert built.judged() == (None, bound)
    judged = (
        "select count(*) from marts.fct_sla_outcomes join marts.fct_orders using (order_id) where program = 'house'"
    )
    assert built.query(f"{judged} and ordered_at >= '2026-03-20'") == [(0,)]
    assert built.query(f"{judged} and ordered_at < '2026-03-20'") != [(0,)]
    assert built.differences_from_a_full_refresh() == {}

    calendars = built.project.root / "seeds" / "calendar" / "holidays.csv"
    calendars.write_text(calendars.read_text() + "CZ,2026-03-25,Snow\n")
    built.build()
    assert built.judged()[0] == "a model, seed or variable changed that verdicts depend on"
    built.build("--vars", "{as_of: '2026-03-27 00:00:00'}")
    assert built.judged()[0] == "as_of went back"
    built.receive(3)
    built.build()
    assert built.judged()[0] is None
    assert built.differences_from_a_full_refresh() == {}


def test_an_exemption_has_exactly_what_it_touches_judged_again(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(60)))
    for batch in range(4):
        built.receive(batch)
    built.build()
    first, end, policy = date(2026, 3, 18), date(2026, 3, 24), "house_late_shipment"
    days = f"anchor_date >= '{first}' and anchor_date < '{end}'"
    [(seller,)] = built.query(
        f"select seller_id from marts.fct_sla_outcomes where {days} group by all order by count(*) desc, seller_id limit 1"
    )
    touched = {
        "x": (f"select distinct subject_id from marts.fct_sla_outcomes join marts.fct_orders using (order_id)"
              f" where carrier = 'x' and policy_id = '{policy}' and {days}", {"carrier": "x", "policy_id": policy}),
        "seller": (
            f"select distinct subject_id from marts.fct_sla_outcomes where seller_id = '{seller}' and {days}",
            {"seller_id": seller},
        ),
        "nobody": ("select order_id from marts.fct_orders where 1 = 0", {"seller_id": "nobody"}),
    }  # fmt: skip
    for name, (query, scope) in touched.items():
        orders = sorted(built.query(query))
        assert bool(orders) == (name != "nobody")
        before = built.query("from marts.fct_sla_outcomes order by all")
        exemption = built.exempt_from(scope, first, end, "leave_out")
        built.build()
        changed = "select order_id from intermediate.int_changed_orders order by 1"
        assert (built.judged()[0], built.query(changed)) == (None, orders)
        exempted = f"select distinct subject_id from marts.fct_sla_outcomes where exemption_id = '{exemption}'"
        assert set(built.query(exempted)) <= set(orders)
        Desk(built.store, "ben").revoke(exemption, "over")
        export(built.store, built.raw)
        built.build()
        assert (built.judged()[0], built.query(changed)) == (None, orders)
        assert built.query("from marts.fct_sla_outcomes order by all") == before
    built.exempt_from({"seller_id": seller}, first, end, "count_as_good")
    built.build()
    built.build()
    assert built.judged() == (None, 0)
    assert built.differences_from_a_full_refresh() == {}


def test_what_was_granted_after_as_of_is_not_known(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(30)))
    for batch in range(4):
        built.receive(batch)
    assert isinstance(built.store.clock, Clock)
    built.store.clock.at = datetime(2026, 3, 30)
    exemption = built.exempt_from({"marketplace": "m"}, date(2026, 3, 1), None, "leave_out")
    built.store.clock.at = datetime(2026, 4, 2)
    Desk(built.store, "ben").revoke(exemption, "over")
    export(built.store, built.raw)
    exempted = "select count(*) > 0 from marts.fct_sla_outcomes where exemption_id is not null"
    for as_of, holds in (("2026-03-29", False), ("2026-03-31", True), ("2026-04-03", False), ("", False)):
        built.build("--vars", f"{{as_of: '{as_of}'}}")
        assert built.query(exempted) == [(holds,)]


def test_nothing_stays_of_a_build_of_the_past_that_broke_off(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(60)))
    for batch in range(3):
        built.receive(batch)
    built.build("--vars", "{as_of: '2026-03-29 00:00:00'}")
    for as_of in ("2026-03-27", "2026-03-31"):
        built.build("--vars", f"{{as_of: '{as_of} 00:00:00'}}", "--select", "+fct_sla_outcomes")
    built.build("--vars", "{as_of: '2026-03-30 00:00:00'}")
    assert built.differences_from_a_full_refresh("--vars", "{as_of: '2026-03-30 00:00:00'}") == {}


def test_a_mart_that_is_gone_is_written_whole_or_not_at_all(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(20)))
    for batch in range(2):
        built.receive(batch)
        built.build()
    with duckdb.connect(built.marts) as connection:
        connection.execute("drop table fct_orders")
    ended = built.project.dbt("build", "--select", "fct_orders")
    assert "fct_orders cannot be written anew on its own" in ended.stdout
    built.build()
    assert built.judged()[0] == "fct_orders is missing"
    assert built.differences_from_a_full_refresh() == {}


def test_what_named_an_order_is_held_back_when_the_order_is(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(20)))
    for batch in range(4):
        built.receive(batch)
    built.build()
    # A later row of the same load says that an order is of a seller whom nobody knows; it wins, and is held back itself.
    columns = "order_id, seller_id, marketplace, ordered_at, loaded_at"
    [(first, *_), (order, seller, *rest)] = built.query(
        f"select {columns} from landing.landed_orders join (from landing.landed_order_status_history select distinct order_id)"
        " using (order_id) where _row_number < 10 qualify count(*) over (partition by order_id) = 1 order by _row_number limit 2"
    )
    rows = [(f"{first}-{number}", seller, *rest) for number in range(20)] + [(order, "nobody", *rest)]
    lines = [columns.replace(" ", ""), *(",".join(map(str, row)) for row in rows)]
    (built.raw / "orders" / "rival.csv").write_text("\n".join(lines) + "\n")
    built.build()
    assert built.judged()[0] is None
    assert built.query(f"select count(*) from marts.fct_orders where order_id = '{order}'") == [(0,)]
    let_through = (
        "select count(*) from landing.landed_order_status_history as r anti join intermediate.int_held_back_rows as h"
        " on h.raw_table = 'order_status_history' and h.file_hash = r._file_hash and h.row_number = r._row_number"
        f" where r.order_id = '{order}' and len(r._reasons) = 0"
    )
    assert built.query(let_through) == [(0,)]
    assert built.differences_from_a_full_refresh() == {}
