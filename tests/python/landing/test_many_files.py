"""Some hundred small files: what a build asks for does not grow with them."""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from landing.warehouse import Warehouse
from seller_sla.landing import small_files, validation

HEADER = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
FILES = 300
# One has a line that is no record, one another line end, one an unknown rating, one no record at all.
ODD = {7: "f7\n", 11: "f11,o,5,2026-01-01,2026-01-02\r\n", 13: "f13,o,9,2026-01-01,2026-01-02\n", 17: ""}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often files were copied together, and suites run."""
    counted: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def counting(*arguments: Any) -> Any:
            counted[name] += 1
            return real(*arguments)

        monkeypatch.setattr(owner, name, counting)

    count(small_files, "bundled")
    count(validation, "validate")
    return counted


def test_small_csv_files_are_copied_and_checked_together(warehouse: Warehouse, asked: Counter[str]) -> None:
    for at in range(FILES):
        row = f"f{at},o,{at % 5 + 1},2026-01-01,2026-01-02\n"
        warehouse.deliver(f"feedback/{at:03}.csv", HEADER + ODD.get(at, row * (at % 3 + 1)))
    landed = warehouse.land("feedback")
    assert len(landed) == sum(at % 3 + 1 for at in range(FILES) if at not in ODD) + 3
    assert sorted(reasons[0] for _, accepted, reasons in landed if not accepted) == [
        "line: 1 field where the header has 5",
        "rating: not between 1 and 5",
    ]
    rows = "select _file_name, _row_number, feedback_id from landing.landed_feedback where _raw_record is null"
    for name, number, key in warehouse.query(rows):
        assert key == f"f{int(Path(name).stem)}"
        assert number <= int(Path(name).stem) % 3 + 1
    assert asked["validate"] <= 4  # two suites, of whole files and of those with a line that is no record
    assert asked["bundled"] <= 2 * 2 * 9  # two odd files, each found by halves


def test_small_parquet_files_are_opened_once_for_all_checks(warehouse: Warehouse, asked: Counter[str]) -> None:
    (warehouse.raw / "feedback").mkdir()
    with duckdb.connect() as connection:
        for at in range(FILES):
            row = f"select 'f{at}' as feedback_id, 'o' as order_id, {at % 5 + 1} as rating"
            times = "timestamp '2026-01-01' as submitted_at, timestamp '2026-01-02' as loaded_at"
            connection.execute(f"copy ({row}, {times}) to '{warehouse.raw}/feedback/{at:03}.parquet'")
    assert warehouse.land("feedback") == [(1, True, [])] * FILES
    assert asked["validate"] == 2
    views = "select sql from duckdb_views() where view_name = 'feedback_0_delivered'"
    [(view,)] = warehouse.query(views)
    assert view.count(".parquet") == 1
    rows = warehouse.query("select _file_name, feedback_id from landing.landed_feedback")
    assert all(key == f"f{int(Path(name).stem)}" for name, key in rows)
