"""Files of one shape are checked together, and native Parquet values are not read as text: neither changes what lands."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from landing.warehouse import Warehouse
from seller_sla.landing import validation
from seller_sla.landing.files import File
from seller_sla.landing.logs import Result
from seller_sla.landing.refusals import Refused

HEADER = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
FILES = {
    "feedback/1.csv": "f1,o1,5,2026-01-01,2026-01-02\nf2,o1,9,2026-01-01,2026-01-02\n",
    "feedback/2.csv": "f3,o1,5,2026-01-01,2026-01-02\n",
    "feedback/3.csv": "f4,o1,5,2026-01-01,2026-01-02\nf4,o1,4,2026-01-01,2026-01-02\nf5,,8,2026-01-01,2026-01-02\n",
    "feedback/4 [a-z]*?.csv": "f4,o1,4,2026-01-01,2026-01-02\nf6,o1,x,2026-02-30,\n",
    "feedback/5.csv": 'f7,o1,5,2026-01-01,2026-01-02\nf8,"o1,5\n',
    "feedback/6.csv": "",
    "feedback/7.csv": 'f9,o1,5,2026-01-01,2026-01-02\nf10,"o1,5\nf11\n',
    "feedback/8.csv": "f12,o1,5,2026-01-01,2026-01-02\r\n",
}
LANDED = "select * exclude (_landed_at) from landing.landed_feedback order by all"
LOGGED = "select * exclude (run_id, checked_at) from landing.gx_results order by all"
COUNTED = "select file_name, record_count, duplicate_count from landing.file_log order by all"


def landed_and_logged(warehouse: Warehouse) -> list[list[tuple[Any, ...]]]:
    return [warehouse.query(query) for query in (LANDED, LOGGED, COUNTED)]


@pytest.fixture
def one_by_one(tmp_path: Path) -> Warehouse:
    """A second warehouse, to which the same files are delivered one after the other."""
    folder = tmp_path / "one by one"
    folder.mkdir()
    return Warehouse(folder)


def test_files_checked_together_land_as_if_each_came_alone(warehouse: Warehouse, one_by_one: Warehouse) -> None:
    for name, rows in FILES.items():
        warehouse.deliver(name, HEADER + rows)
        one_by_one.deliver(name, HEADER + rows)
        one_by_one.land("feedback")
    warehouse.land("feedback")
    together, singly = landed_and_logged(warehouse), landed_and_logged(one_by_one)
    assert together == singly
    assert len(together[0]) == 14
    assert {row[0]: row[2] for row in together[2]}["feedback/4 [a-z]*?.csv"] == 1


def test_files_are_checked_singly_where_the_two_counts_differ(
    warehouse: Warehouse, one_by_one: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQL splits what Great Expectations counted over several files only when it counts as many itself."""
    suites: list[int] = []
    validate = validation.validate

    def miscounted(*arguments: Any) -> list[Result]:
        results = validate(*arguments)
        if arguments[3] == "values":
            suites.append(max(result.element_count or 0 for result in results))
            if len(suites) == 1:
                rating = next(at for at, r in enumerate(results) if r.expectation == "rating is between 1 and 5")
                results[rating] = Result(
                    results[rating].expectation, "warning", False, 7, 6, "rating: not between 1 and 5"
                )
        return results

    for name in ("feedback/1.csv", "feedback/2.csv", "feedback/3.csv"):
        one_by_one.deliver(name, HEADER + FILES[name])
        one_by_one.land("feedback")
        warehouse.deliver(name, HEADER + FILES[name])
    monkeypatch.setattr(validation, "validate", miscounted)
    warehouse.land("feedback")
    assert suites == [6, 2, 1, 3]
    assert landed_and_logged(warehouse) == landed_and_logged(one_by_one)


NATIVE = """
    select * from (values
        ('f1', 'o1', 5::{number}, timestamp '2026-01-01 10:00:00.25', timestamp '2026-01-02'),
        (' f2 ', 'o1', 9::{number}, timestamp '1999-01-01', timestamp '2026-01-02'),
        ('', 'o1', null, timestamp '2026-01-04', timestamp '2026-01-02'),
        ('f4', null, 1::{number}, null, timestamp '2027-01-02'),
        ('f4', 'o2', 1::{number}, timestamp '2026-01-01', timestamp '2026-01-02'),
        ('f4', 'o2', 2::{number}, timestamp '2026-01-01', timestamp '2026-01-02')
    ) as t (feedback_id, order_id, rating, submitted_at, loaded_at)
"""


@pytest.mark.parametrize("number", ["tinyint", "integer", "bigint", "utinyint", "double", "decimal(9, 2)", "varchar"])
@pytest.mark.parametrize("time", ["timestamp", "timestamp_s", "timestamp_ns", "timestamptz", "varchar"])
def test_native_values_land_as_their_text_does(
    warehouse: Warehouse, one_by_one: Warehouse, number: str, time: str
) -> None:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        rows = connection.sql(NATIVE.format(number=number))
        fraction = "date_trunc('second', submitted_at)" if time == "timestamp_s" else "submitted_at"
        times = f"cast({fraction} as {time}) as submitted_at, cast(loaded_at as {time}) as loaded_at"
        rows.select(f"* replace ({times})").write_parquet(str(warehouse.raw / "feedback.parquet"))
        rows.select(f"* replace (cast(rating as bigint) as rating, {fraction} as submitted_at)").write_csv(
            str(one_by_one.raw / "feedback.csv")
        )
    warehouse.land("feedback")
    one_by_one.land("feedback")
    same = (
        "select * exclude (_file_name, _file_hash, _load_order, _landed_at, _raw_record) from landing.landed_feedback"
    )
    assert warehouse.query(f"{same} order by _row_number") == one_by_one.query(f"{same} order by _row_number")
    counts = "select expectation, success, unexpected_count, element_count from landing.gx_results order by all"
    assert warehouse.query(counts) == one_by_one.query(counts)
    assert warehouse.query("select count(*) from landing.landed_feedback where len(_reasons) > 0") == [(4,)]


def test_a_file_that_is_written_to_while_it_is_read_is_refused(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = warehouse.deliver("feedback.csv", HEADER + FILES["feedback/1.csv"])
    check = File.check_unchanged

    def late_writer(file: File) -> None:
        with path.open("a") as stream:
            stream.write("f9,o1,5,2026-01-01,2026-01-02\n")
        check(file)

    monkeypatch.setattr(File, "check_unchanged", late_writer)
    with pytest.raises(Refused, match=r"feedback\.csv: the file changed while it was read: .*`dbt build` again\.$"):
        warehouse.land("feedback")
    assert warehouse.query("select count(*) from landing.file_log") == [(0,)]
    monkeypatch.undo()
    assert len(warehouse.land("feedback")) == 3


def test_copies_of_csv_files_are_gone_with_the_process(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "feedback.csv").write_text(HEADER + FILES["feedback/1.csv"])
    code = f"""
import duckdb
from datetime import datetime
from pathlib import Path
from seller_sla.landing.contract import Contract
from seller_sla.landing.gate import Gate, Run
connection = duckdb.connect({str(tmp_path / "w.duckdb")!r})
connection.execute("create schema landing")
gate = Gate(connection, Contract.read("raw", "feedback"), "landing", None, Run("1", datetime(2026, 7, 1)))
gate.land(Path({str(tmp_path / "raw")!r}))
print(len(list(Path({str(tmp_path)!r}).glob("landing_files/feedback/*.parquet"))), len(gate.batch().fetchall()))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["1", "2"]
    assert not (tmp_path / "landing_files").exists()
