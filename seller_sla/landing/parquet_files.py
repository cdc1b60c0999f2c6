"""Read what a Parquet file says of itself. Its rows stay where they are: nothing is copied before it lands."""

import duckdb

from seller_sla.landing.contract import Contract
from seller_sla.landing.delivered import TEXT, Delivered
from seller_sla.landing.files import File, unreadable
from seller_sla.landing.types import named

WHOLE_NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
TIMES = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}


def read_parquet(file: File, contract: Contract, cursor: duckdb.DuckDBPyConnection) -> Delivered:
    """Columns, their types, and the number of rows."""
    delivered = Delivered(file, file.path, encoding="parquet")
    try:
        cursor.execute("select * from read_parquet(?) limit 0", [str(file.path)])
        described = [(name, str(kind).upper()) for name, kind, *_ in cursor.description or []]
        query = "select cast(sum(num_rows) as bigint) from parquet_file_metadata(?)"
        [(count,)] = cursor.execute(query, [str(file.path)]).fetchall()
    except duckdb.Error as error:
        raise unreadable(file.name, error) from None
    delivered.kinds = [kind for _, kind in described]
    delivered.map_columns(contract, [name for name, _ in described])
    # The file's own spelling: how its columns are asked for.
    delivered.header = [name for name, _ in described]
    delivered.record_count = count
    return delivered


def exactly(name: str, kind: str, data_type: str) -> str | None:
    """SQL of a native value in the contract's type, where none can be lost on the way; otherwise nothing."""
    column = named(name)
    if data_type == "timestamp" and kind == "TIMESTAMP WITH TIME ZONE":
        return f"{column} at time zone 'UTC'"
    fits = kind in {
        "timestamp": TIMES, "bigint": WHOLE_NUMBERS, "boolean": {"BOOLEAN"}, "date": {"DATE"}, "double": {"DOUBLE"},
    }.get(data_type, ())  # fmt: skip
    return f"cast({column} as {data_type})" if fits else None


def in_text(name: str, kind: str) -> str:
    """SQL of a native value's text; times become UTC, whole floating-point numbers lose their '.0'."""
    column = named(name)
    if kind == TEXT:
        return column
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"cast({column} at time zone 'UTC' as varchar)"
    if kind.startswith("TIMESTAMP"):
        return f"cast(cast({column} as timestamp) as varchar)"
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return (
            f"case when {column} = trunc({column}) and abs({column}) < 1e15 then cast(cast({column} as bigint) as varchar)"
            f" else cast({column} as varchar) end"
        )
    return f"cast({column} as varchar)"
