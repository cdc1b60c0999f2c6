"""Are an opponent's facts the published marts, row for row?"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from benchmarks.hand_tuned.compare import LEFT_OUT, differences
from seller_sla.engines.marts import public_marts

TABLES = ("fct_orders", "fct_sla_outcomes", "fct_seller_sla_daily", "fct_seller_scorecards")
READERS = {"parquet": "read_parquet('{}')", "csv": "read_csv('{}', all_varchar = true, allow_quoted_nulls = false)"}


def differences_of(folder: Path, published: Path) -> Iterator[str]:
    """One sentence for each table that is not the same; the files of a table lie in a folder of its name."""
    tables = folder / "tables.duckdb"
    tables.unlink(missing_ok=True)
    with duckdb.connect(str(tables)) as connection:
        for table in TABLES:
            connection.execute(f"create view {table} as {as_contracted(folder.resolve() / table, table)}")
    yield from differences(tables, published, TABLES)


def as_contracted(folder: Path, table: str) -> str:
    """A query of its files, in the types of the mart: a data frame or a text file has fewer types."""
    suffix = next(suffix for suffix in READERS if any(folder.glob(f"*.{suffix}")))
    kinds = {name: kind for name, kind in public_marts()[table].items() if name not in LEFT_OUT.get(table, ())}
    columns = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in kinds.items())
    return f"select {columns} from {READERS[suffix].format(folder / f'*.{suffix}')}"
