"""The opponent of the benchmarks makes the published marts, row for row, so a ratio of their times means something.

It validates nothing, so it reads what validation let in: the accepted rows that the demo build landed. These hold every
story and all the dirt of the demo. A second marketplace has lost and garbled statuses, so that orders end up in every corner
of the rules. Larger ones are compared by `python -m benchmarks.hand_tuned --orders 100000 --compare`.
"""

from pathlib import Path

import duckdb
import pytest

from benchmarks.hand_tuned.compare import differences
from benchmarks.hand_tuned.run import RAW_TABLES, run
from projects import Project

# A row whose only fault is a status code without a meaning is delivered: it is listed as an anomaly, by both.
ACCEPTED = """
    select * exclude (_reasons, _raw_record, _row_number, _file_name, _file_hash, _landed_at, _load_order)
    from landing.landed_{table} as r
    where
        len(r._reasons) = 0
        and not exists (
            from intermediate.int_held_back_rows as h
            where
                h.raw_table = '{table}' and h.file_hash = r._file_hash and h.row_number = r._row_number
                and h.reason <> 'status: not known in status_map'
        )
"""


@pytest.fixture(scope="module")
def by_hand(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that the script makes of the demo's accepted rows."""
    folder = tmp_path_factory.mktemp("hand_tuned")
    with duckdb.connect(str(demo_warehouse / "seller_sla.duckdb"), read_only=True) as connection:
        for table in RAW_TABLES:
            rows = ACCEPTED.format(table=table)
            connection.execute(f"copy ({rows}) to '{folder / table}.parquet' (format parquet)")
    run(folder, folder / "tables.duckdb")
    return folder / "tables.duckdb"


def test_the_opponent_makes_the_published_marts(by_hand: Path, demo_warehouse: Path) -> None:
    assert list(differences(by_hand, demo_warehouse / "published" / "marts.duckdb")) == []


def test_lost_and_garbled_statuses_are_judged_alike(garbled: Project, tmp_path: Path) -> None:
    run(Path(garbled.environment["SELLER_SLA_RAW_DIR"]), tmp_path / "tables.duckdb")
    assert list(differences(tmp_path / "tables.duckdb", garbled.published)) == []
    with duckdb.connect(str(garbled.published), read_only=True) as connection:
        reasons = connection.execute("select distinct reason_code from fct_sla_outcomes").fetchall()
    assert {
        "cancelled_before_open", "cancelled_open_not_recorded", "delivered_by_promise_to_ship", "open_not_recorded",
        "shipped_not_recorded", "shipped_before_ordered", "stopped_before_start",
    } <= {reason for (reason,) in reasons}  # fmt: skip


def test_a_changed_row_and_a_lost_column_are_differences(by_hand: Path, demo_warehouse: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.duckdb"
    changed.write_bytes(by_hand.read_bytes())
    with duckdb.connect(str(changed)) as connection:
        connection.execute(
            "update fct_orders set carrier = 'Pigeon' where order_id = (select min(order_id) from fct_orders)"
        )
        connection.execute("alter table dim_sellers drop column email")
        connection.execute("insert into fct_sla_outcomes from fct_sla_outcomes limit 1")
    found = list(differences(changed, demo_warehouse / "published" / "marts.duckdb"))
    assert [sentence.split(":")[0] for sentence in found] == ["dim_sellers", "fct_orders", "fct_sla_outcomes"]
