"""A file that is let in and gives hardly a row is told in one sentence, by the first build that publishes."""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from seller_sla.mostly_held_back import sentences

LOOK = (
    "see them under Data health or in fct_quarantined_rows, deliver the file corrected, or what its rows refer to,"
    " and run `dbt build` again."
)
PUBLISHED = datetime(2026, 7, 1, 6)
LANDED = datetime(2026, 7, 1, 7)


@pytest.fixture
def marts(monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The two marts, without a row."""
    monkeypatch.setenv("SELLER_SLA_RAW_DIR", "raw")
    with duckdb.connect() as connection:
        connection.execute(
            "create table files (raw_table text, file_name text, file_hash text, landed_at timestamp,"
            " record_count bigint, quarantined_count bigint)"
        )
        connection.execute("create table quarantine (raw_table text, file_hash text, reasons text)")
        yield connection


def land(marts: duckdb.DuckDBPyConnection, name: str, accepted: int, *reasons: str, at: datetime = LANDED) -> None:
    counts = [accepted + len(reasons), len(reasons)]
    marts.execute("insert into files values ('feedback', ?, ?, ?, ?, ?)", [name, name, at, *counts])
    for reason in reasons:
        marts.execute("insert into quarantine values ('feedback', ?, ?)", [name, reason])


def told(marts: duckdb.DuckDBPyConnection, since: datetime = PUBLISHED) -> list[str]:
    return sentences(marts, "select * from files", "select * from quarantine", since)


@pytest.mark.parametrize(
    ("accepted", "reasons", "words"),
    [
        (0, ["line: 4 fields"] * 3, 'all 3 rows are held back, for "line: 4 fields"'),
        (1, ["rating: not between 1 and 5"] * 2, '2 of 3 rows are held back, for "rating: not between 1 and 5"'),
        (1, ["rating: high", "order_id: missing; rating: high"], '2 of 3 rows are held back, for "rating: high"'),
        (0, ["rating: high", "rating: high", "x"], 'all 3 rows are held back, most often for "rating: high" (2 rows)'),
        (0, ["order_id: missing"], 'its only row is held back, for "order_id: missing"'),
        (
            1,
            ["id: repeated: row 3 of a.csv wins", "id: repeated: row 4 of b.csv wins"],
            '2 of 3 rows are held back, for "id: repeated"',
        ),
        (1, ["id: repeated: row 3 wins", "id: repeated: row 4 wins"], '2 of 3 rows are held back, for "id: repeated"'),
    ],
)
def test_more_than_half_held_back_is_told(marts, accepted: int, reasons: list[str], words: str) -> None:
    land(marts, "feedback.csv", accepted, *reasons)
    assert told(marts) == [f"raw/feedback.csv: {words}: {LOOK}"]


@pytest.mark.parametrize("faulty", [0, 1, 2])
def test_half_or_less_is_not_told(marts, faulty: int) -> None:
    land(marts, "feedback.csv", 4 - faulty, *["order_id: missing"] * faulty)
    assert told(marts) == []


def test_what_an_earlier_build_told_is_not_told_again(marts) -> None:
    land(marts, "feedback.csv", 0, "order_id: missing", at=datetime(2026, 7, 1, 5))
    assert told(marts) == []
    assert len(told(marts, datetime.min)) == 1


def test_of_many_such_files_the_first_are_told(marts) -> None:
    for name in "abcdefg":
        land(marts, f"feedback/{name}.csv", 0, "order_id: missing")
    *first, last = told(marts)
    assert [sentence.split(":")[0] for sentence in first] == [f"raw/feedback/{name}.csv" for name in "abcde"]
    assert last == "and 2 more files in this way: fct_landed_files lists them all."
