"""Are somebody's tables the published marts? Row for row, both ways, with the same columns and types."""

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

import duckdb

TABLES = (
    "dim_sellers",
    "fct_orders",
    "fct_order_events",
    "fct_status_anomalies",
    "fct_sla_outcomes",
    "fct_seller_sla_daily",
    "fct_seller_scorecards",
    "fct_seller_health",
)
# What validation held back, what only limits of other programs have, when bad days will have rolled off, and what a build of
# changes replaces rows by: the hand-tuned script has none of them.
LEFT_OUT = {
    "fct_seller_health": {"held_back_row_count"},
    "fct_seller_scorecards": {"accountable_rate", "is_binding", "severity_code", "within_limit_on"},
    "fct_sla_outcomes": {"subject_id"},
}


def differences(
    tables: Path, published: Path, names: Iterable[str] = TABLES, left_out: Mapping[str, Set[str]] = LEFT_OUT
) -> Iterator[str]:
    """One sentence for each of the tables so named that is not the same in both files."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tables}' as ours (read_only)")
        connection.execute(f"attach '{published}' as theirs (read_only)")
        for table in names:
            columns = described(connection, f"theirs.{table}", left_out.get(table, set()))
            found = described(connection, f"ours.{table}")
            if found != columns:
                yield f"{table}: the columns are {sorted(found ^ columns)}, in one of the two only."
                continue
            listed = ", ".join(sorted(name for name, _ in columns))
            missing, extra = (
                count(connection, f"select {listed} from {a}.{table} except all select {listed} from {b}.{table}")
                for a, b in (("theirs", "ours"), ("ours", "theirs"))
            )
            if missing or extra:
                yield f"{table}: {missing:,} rows are missing and {extra:,} are too many."


def described(
    connection: duckdb.DuckDBPyConnection, table: str, left_out: Set[str] = frozenset()
) -> set[tuple[str, str]]:
    """Names and types of a table's columns."""
    rows = connection.execute(f"select column_name, column_type from (describe {table})").fetchall()
    return {(name, kind) for name, kind in rows if name not in left_out}


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Number of rows of a query."""
    return int(connection.execute(f"select count(*) from ({query})").fetchall()[0][0])
