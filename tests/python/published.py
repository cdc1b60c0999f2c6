"""What a reader of the published file gets, and whether two of them hold the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# When something was done or by which run: the only columns that may differ between two builds of the same rows.
OF_THE_RUN = {"run_id", "published_at", "checked_at", "landed_at", "quarantined_at", "replaced_at"}


@contextmanager
def attached(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file as it is now; what is published later does not show."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{published}' as m (read_only)")
        connection.execute("use m")
        yield connection


def read(published: Path, query: str) -> list[tuple]:
    """What a reader gets who attaches the published file now."""
    with attached(published) as connection:
        return connection.execute(query).fetchall()


def rows(published: Path) -> dict[str, list[tuple]]:
    """Every published row, sorted, without the columns of the run."""
    tables: dict[str, list[tuple]] = {}
    with attached(published) as connection:
        for (table,) in connection.execute("select table_name from publish_tables order by table_name").fetchall():
            described = connection.execute(f"describe {table}").fetchall()
            kept = ", ".join(column for column, *_ in described if column not in OF_THE_RUN)
            tables[table] = connection.execute(f"select {kept} from {table} order by all").fetchall()
    return tables


def differences(left: dict[str, list[tuple]], right: dict[str, list[tuple]]) -> list[str]:
    """The tables that differ, with a row that only one side has."""
    found = [f"only one side has {name}" for name in left.keys() ^ right.keys()]
    for name in left.keys() & right.keys():
        odd = set(left[name]) ^ set(right[name])
        if odd or len(left[name]) != len(right[name]):
            found.append(f"{name}: {len(left[name])} and {len(right[name])} rows, e.g. {next(iter(odd), 'duplicates')}")
    return found
