"""The generator makes data/demo, the same bytes everywhere, in the form of the input contract."""

import datetime
import hashlib
import random
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import holidays
import pytest
import yaml

from seller_sla import demo

ROOT = Path(__file__).resolve().parents[3]
DEMO_DIR = ROOT / "data" / "demo"


def contents(folder: Path) -> dict[str, bytes]:
    """Every data file below a folder."""
    files = sorted(path for suffix in ("csv", "parquet") for path in folder.rglob(f"*.{suffix}"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def contract() -> dict[str, list[str]]:
    """Tables and columns that dbt's sources declare."""
    sources = yaml.safe_load((ROOT / "models" / "landing" / "_raw__sources.yml").read_text(encoding="utf-8"))
    return {table["name"]: [column["name"] for column in table["columns"]] for table in sources["sources"][0]["tables"]}


@pytest.fixture(scope="module")
def setup() -> duckdb.DuckDBPyConnection:
    """A database with the macros of the generator."""
    connection = duckdb.connect()
    demo.set_variables(connection, orders_total=100, sellers_total=25, start_date="date '2024-02-01'")
    demo.run(connection, demo.SETUP)
    return connection


@pytest.mark.parametrize("threads", [1, 4])
def test_committed_files_are_what_the_generator_makes_on_any_number_of_threads(tmp_path: Path, threads: int) -> None:
    demo.generate(tmp_path, threads=threads)
    made, committed = contents(tmp_path), contents(DEMO_DIR)
    assert made.keys() == committed.keys()
    changed = [name for name in made if made[name] != committed[name]]
    assert changed == [], "run `python -m seller_sla.demo` and commit the files"


def test_committed_files_are_small() -> None:
    assert sum(len(content) for content in contents(DEMO_DIR).values()) < 2_000_000


def test_every_table_has_the_columns_of_the_contract(raw: duckdb.DuckDBPyConnection) -> None:
    made = {}
    for table in contract():
        names = raw.execute(f"describe {table}").fetchall()
        made[table] = [name for name, *_ in names if name not in ("file", "filename")]
    assert made == contract()


def test_slices_and_parquet_hold_the_rows_of_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SLICE_ORDERS", 400)
    demo.generate(tmp_path / "csv", orders=1_000)
    demo.generate(tmp_path / "parquet", orders=1_000, file_format="parquet")
    assert {path.name for path in (tmp_path / "parquet" / "orders").iterdir()} == {
        "part_0001.parquet",
        "part_0002.parquet",
        "part_0003.parquet",
    }
    lines, rows = (
        duckdb.execute(
            f"select distinct order_id, line_id, quantity, unit_price_minor from '{tmp_path}/{kind}/order_lines/*.{kind}'"
            " where line_id not like '%-9' order by line_id"
        ).fetchall()
        for kind in ("csv", "parquet")
    )
    assert [tuple(map(str, row)) for row in lines] == [tuple(map(str, row)) for row in rows]
    assert len({order_id for order_id, *_ in rows}) == 1_000


def test_parquet_columns_are_typed_as_the_contract_says(tmp_path: Path) -> None:
    demo.generate(tmp_path, orders=100, file_format="parquet")
    types = dict(
        duckdb.execute(f"select column_name, column_type from (describe '{tmp_path}/orders.parquet')").fetchall()
    )
    assert (types["ordered_at"], types["is_test"], types["order_value_minor"]) == ("TIMESTAMP", "BOOLEAN", "BIGINT")


def test_a_folder_with_tables_is_only_replaced_when_allowed(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="holds orders already"):
        demo.generate(tmp_path, orders=10)
    assert (tmp_path / "orders.csv").read_text(encoding="utf-8") == "mine"
    demo.generate(tmp_path, orders=10, replace=True)
    assert (tmp_path / "orders.csv").read_text(encoding="utf-8").startswith("order_id,")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"orders": 0}, "at least 1 order"),
        ({"sellers": 3}, "at least 25 sellers"),
        ({"file_format": "xlsx"}, "choose csv or parquet"),
        ({"start_date": datetime.date(2020, 1, 1)}, "between 2024-02-01 and 2026-01-01"),
    ],
)
def test_impossible_wishes_are_refused_with_a_sentence(tmp_path: Path, options: dict, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        demo.generate(tmp_path, **options)


def test_random_numbers_are_those_of_md5(setup: duckdb.DuckDBPyConnection) -> None:
    for number in range(200):
        digest = hashlib.md5(f"{number}:stream".encode(), usedforsecurity=False).hexdigest()
        (drawn,) = setup.execute("select draw(?, 'stream', 997)", [number]).fetchone() or (None,)
        assert drawn == int(digest[:10], 16) % 997


@pytest.mark.parametrize(("calendar", "official"), [("CZ", holidays.CZ), ("GB", holidays.GB)])
def test_sellers_rest_on_the_public_holidays_of_their_country(
    setup: duckdb.DuckDBPyConnection, calendar: str, official: type
) -> None:
    known = official(years=[2024, 2025, 2026], **({"subdiv": "ENG"} if calendar == "GB" else {}))
    days = setup.execute("select day, is_work_day from work_calendar where calendar = ?", [calendar]).fetchall()
    assert len(days) > 900
    wrong = [day for day, is_work_day in days if is_work_day != (day.weekday() < 5 and day not in known)]
    assert wrong == []


@pytest.mark.parametrize(("calendar", "zone"), [("CZ", "Europe/Prague"), ("GB", "Europe/London")])
def test_the_working_clock_reads_local_time_across_both_clock_changes(
    setup: duckdb.DuckDBPyConnection, calendar: str, zone: str
) -> None:
    numbers = random.Random(7)
    start = datetime.datetime(2026, 1, 5)
    for _ in range(300):
        utc = start + datetime.timedelta(minutes=numbers.randrange(280 * 1440))
        found = setup.execute(
            "select work_time($c, work_clock($c, $t)), is_work_day($c, local_date($c, $t)) = 1",
            {"c": calendar, "t": utc},
        ).fetchone()
        assert found is not None
        local = utc.replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(zone))
        if found[1] and 8 <= local.hour < 17:
            assert found[0] == utc
        else:
            next_work = found[0].replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(zone))
            assert found[0] > utc
            assert (next_work.hour, next_work.minute) == (8, 0)
