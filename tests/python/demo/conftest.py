"""The committed demo marketplace as text tables in a database."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from seller_sla.demo import ORDER_TABLES, SELLER_TABLES

DEMO_DIR = Path(__file__).resolve().parents[3] / "data" / "demo"
TABLES = [*SELLER_TABLES, *ORDER_TABLES]

# Every spelling that the files use, read as UTC; null where it is no time.
INSTANT = """
create macro instant(spelling) as
    case
        when regexp_matches(spelling, '^\\d{10}$') then make_timestamp(cast(spelling as bigint) * 1000000)
        when regexp_matches(spelling, '^\\d{13}$') then make_timestamp(cast(spelling as bigint) * 1000)
        when regexp_matches(spelling, '\\+0[12]:00$')
            then cast(left(spelling, 19) as timestamp) - to_hours(cast(spelling[22] as integer))
        else try_cast(replace(spelling, 'Z', '') as timestamp)
    end
"""


def table_path(folder: Path, table: str) -> str:
    """What DuckDB should read for a table: one file, or all files of its folder."""
    return f"{folder}/{table}/*.csv" if (folder / table).is_dir() else f"{folder}/{table}.csv"


def read_raw(folder: Path) -> duckdb.DuckDBPyConnection:
    """All tables of a folder of CSV files, every column as text."""
    connection = duckdb.connect()
    connection.execute(INSTANT)
    for table in TABLES:
        connection.execute(
            f"create table {table} as select *, parse_filename(filename) as file from"
            f" read_csv('{table_path(folder, table)}', all_varchar = true, header = true, filename = true)"
        )
    return connection


@pytest.fixture(scope="session")
def raw() -> Iterator[duckdb.DuckDBPyConnection]:
    """data/demo, every column as text."""
    connection = read_raw(DEMO_DIR)
    yield connection
    connection.close()
