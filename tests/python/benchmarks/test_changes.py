"""What is delivered on top of a marketplace is what it says: so many new, late and corrected orders, in new files only."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from benchmarks.changes import FILE, Changes, deliver
from benchmarks.hand_tuned.run import parquet
from seller_sla.demo import generate

ORDERS = 2_000


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A marketplace, and the same with five in a hundred orders changed."""
    folder = tmp_path_factory.mktemp("changes")
    generate(folder / "raw", ORDERS, file_format="parquet")
    deliver(folder / "raw", folder / "changed", Changes.of(ORDERS, 0.05))
    return folder / "raw", folder / "changed"


def rows(raw: Path, changed: Path, query: str) -> list[tuple[object, ...]]:
    """Answer of a query over the old rows of a table and over its new ones: {orders} and {new_orders}, say."""
    names = ("orders", "order_status_history", "shipments", "order_promises")
    files = {name: f"read_parquet('{parquet(raw, name)}')" for name in names}
    files |= {f"new_{name}": f"read_parquet('{changed / name / FILE}')" for name in names}
    return duckdb.execute(query.format(**files)).fetchall()


def test_a_share_of_the_orders_changes() -> None:
    assert Changes.of(10_000_000, 0.01) == Changes(50_000, 30_000, 20_000)
    assert Changes.of(1_000, 0.001) == Changes(1, 1, 1)


def test_half_of_the_changed_orders_are_new(delivered: tuple[Path, Path]) -> None:
    query = """
        select count(distinct n.order_id), count(distinct n.order_id) filter (o.order_id is null)
        from (from (select order_id from {new_orders}) union all (select order_id from {new_order_status_history})) as n
        left join {orders} as o on n.order_id = o.order_id
    """
    assert rows(*delivered, query) == [(100, 50)]


def test_late_events_are_of_orders_that_are_weeks_old(delivered: tuple[Path, Path]) -> None:
    query = """
        select count(*), min(n.loaded_at - o.ordered_at) >= interval 14 days, min(n.loaded_at - n.event_at) > interval 0 days
        from {new_order_status_history} as n
        inner join {orders} as o on n.order_id = o.order_id
    """
    assert rows(*delivered, query) == [(30, True, True)]


def test_corrections_are_later_versions_of_known_rows(delivered: tuple[Path, Path]) -> None:
    keys = {"orders": "order_id", "shipments": "shipment_id", "order_promises": "order_id, promise_type, recorded_at"}
    for table, key in keys.items():
        query = f"""
            select count(distinct order_id) > 0 and count(distinct order_id) <= 20, bool_and(n.loaded_at > o.loaded_at)
            from {{new_{table}}} as n
            inner join {{{table}}} as o using ({key})
        """.replace("order_id)", "n.order_id)", 2)
        assert rows(*delivered, query) == [(True, True)], table


def test_what_was_there_stays_as_it_is(delivered: tuple[Path, Path]) -> None:
    raw, changed = delivered
    old, new = ({str(p.relative_to(folder)): p for p in folder.rglob("*.parquet")} for folder in (raw, changed))
    assert {Path(name).name for name in new.keys() - old.keys()} == {FILE}
    assert old.keys() <= new.keys()
    assert all(digest(path) == digest(new[name]) for name, path in old.items())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
