"""An invented marketplace: every table of the input contract, with stories to find and the dirt of real logs.

The rows depend on the parameters only: random numbers are integers taken from MD5 (`sql/10_random.sql`), so every machine,
DuckDB version and thread count makes the same bytes. `data/demo` is `generate(Path("data/demo"))`.

Stories of the hand-written sellers (June 2026 is the last whole month):

| seller | story |
|---|---|
| S01 Modrý Kolibřík | a model: nothing late, nothing cancelled, tracking complete |
| S02 Želva a syn | slides since 2026-05-11: ships and confirms late, so deliveries come late |
| S03 Plná Police | runs out of stock in June: cancels orders |
| S04 Lampárna Brno | since April adds tracking numbers without the link |
| S05 Thornbury Audio | hands over in time, but the carrier Kestrel stands still from 3 to 24 June |
| S06 Dílna U Lípy | too small to judge: a few orders a month |
| S07 Nová Růže | new since 15 June |
| S08 Horská Bouda | closed from 1 to 10 May: late confirmations in May, fine in June |
| S09 Whitby Woollens | reports deliveries days after the carrier made them |
| S10 Šatník Lada | much of what it sells comes back |
| S11 Truhlářství Javor | promises five working days and keeps it: slow, never late |
| S12 Muddle & Finch Electrics | wrong final statuses: cancels after shipping, takes back DELIVERED |
| S14, S18, S23 | not in every program, or left one |
| S17 <b>Bold & Sons</b> | a name that must be escaped; its company starts like a formula |
| S25 Pekárna Úsvit | joined on 2026-04-01 |

The other sellers are ordinary. About one of their orders in six has a kind of dirt (`sql/60_status_history.sql`); rows that
must not get in are in `sql/90_faulty_rows.sql`.
"""

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

SQL_DIR = Path(__file__).parent / "sql"
SETUP = ["10_random", "20_calendar", "25_spelling", "30_sellers"]
SLICE = ["40_orders", "50_lifecycles", "60_status_history", "70_order_tables", "80_after_sales"]
SLICE_ORDERS = 200_000

# Columns that steer the writing and are not written.
HELPER_COLUMNS = {"part", "spelling", "dirt"}

# Tables that are made once, and those made anew for each slice of orders; with the order in which their rows are written.
# The log of one night comes shuffled.
SELLER_TABLES = {"sellers": "loaded_at, seller_id", "seller_programs": "seller_id, program"}
ORDER_TABLES = {
    "orders": "loaded_at, order_id",
    "order_status_history": "loaded_at, md5(order_id || status)",
    "order_promises": "loaded_at, order_id",
    "order_lines": "loaded_at, line_id",
    "shipments": "loaded_at, shipment_id",
    "returns": "loaded_at, return_id",
    "feedback": "loaded_at, feedback_id",
    "claims": "loaded_at, claim_id",
    "tickets": "loaded_at, ticket_id",
    "ticket_events": "loaded_at, ticket_id, event_at, event_type",
    "ticket_ratings": "loaded_at, ticket_id",
}


def generate(
    out: Path,
    orders: int = 2_000,
    sellers: int = 25,
    file_format: str = "csv",
    start_date: datetime.date = datetime.date(2026, 1, 1),
    threads: int | None = None,
    memory_limit: str = "3GB",
    report: Callable[[str], None] = lambda line: None,
) -> None:
    """Write all thirteen tables to a folder. What it held of them before is replaced."""
    if file_format not in ("csv", "parquet"):
        raise ValueError(f'The format "{file_format}" is not known: choose csv or parquet.')
    if orders < 1 or sellers < 25:
        raise ValueError("The demo marketplace needs at least 1 order and at least 25 sellers.")
    if start_date < datetime.date(2024, 2, 1) or start_date > datetime.date(2026, 1, 1):
        raise ValueError("The first day must lie between 2024-02-01 and 2026-01-01.")
    out.mkdir(parents=True, exist_ok=True)
    connection = connect(threads, memory_limit)
    set_variables(connection, orders=orders, sellers=sellers, start_date=start_date)
    run(connection, SETUP)
    for table in (*SELLER_TABLES, *ORDER_TABLES):
        remove(out, table)
    for table, row_order in SELLER_TABLES.items():
        write(connection, table, row_order, out / f"{table}.{file_format}")
    write_orders(connection, out, orders, file_format, report)
    connection.close()


def write_orders(
    connection: duckdb.DuckDBPyConnection, out: Path, orders: int, file_format: str, report: Callable[[str], None]
) -> None:
    """Make and write the orders slice by slice, so that memory does not grow with their number."""
    for slice_no, first in enumerate(range(0, orders, SLICE_ORDERS), start=1):
        last = min(first + SLICE_ORDERS, orders)
        connection.execute(f"set variable first_order = {first}")
        connection.execute(f"set variable last_order = {last}")
        run(connection, SLICE)
        if first == 0 and file_format == "csv":
            run(connection, ["90_faulty_rows"])
        is_split = orders > SLICE_ORDERS
        for table, row_order in ORDER_TABLES.items():
            for part, rows in parts(connection, table, slice_no, is_split):
                target = out / f"{table}.{file_format}" if part is None else out / table / f"{part}.{file_format}"
                write(connection, table, row_order, target, rows)
        report(f"{last:,} of {orders:,} orders written to {out}")


def parts(
    connection: duckdb.DuckDBPyConnection, table: str, slice_no: int, is_split: bool
) -> Iterator[tuple[str | None, str]]:
    """The files of a table: name without suffix (none: the table's own name) and which rows."""
    if is_split:
        yield f"part_{slice_no:04}", "true"
    elif table == "order_status_history":
        for (part,) in connection.execute("select distinct part from order_status_history order by part").fetchall():
            yield part, f"part = '{part}'"
    else:
        yield None, "true"


def connect(threads: int | None, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """A database in memory that works on a few slices at most."""
    connection = duckdb.connect()
    connection.execute(f"set memory_limit = '{memory_limit}'")
    connection.execute("set preserve_insertion_order = true")
    connection.execute("set enable_progress_bar = false")
    if threads is not None:
        connection.execute(f"set threads = {threads}")
    return connection


def set_variables(connection: duckdb.DuckDBPyConnection, orders: int, sellers: int, start_date: datetime.date) -> None:
    """What the SQL reads with getvariable(). Nothing is known after the horizon; the last export follows half an hour later."""
    connection.execute(f"set variable orders_total = {orders}")
    connection.execute(f"set variable sellers_total = {sellers}")
    connection.execute(f"set variable start_date = date '{start_date}'")
    connection.execute("set variable end_date = date '2026-07-01'")
    connection.execute("set variable horizon = timestamp '2026-07-01 05:00:00'")
    connection.execute("set variable last_export = timestamp '2026-07-01 05:30:00'")


def run(connection: duckdb.DuckDBPyConnection, steps: list[str]) -> None:
    """Run SQL files of this package, by name without suffix."""
    for step in steps:
        connection.execute((SQL_DIR / f"{step}.sql").read_text(encoding="utf-8"))


def remove(out: Path, table: str) -> None:
    """Delete what an earlier run wrote of a table."""
    shutil.rmtree(out / table, ignore_errors=True)
    for suffix in ("csv", "parquet"):
        (out / f"{table}.{suffix}").unlink(missing_ok=True)


def write(connection: duckdb.DuckDBPyConnection, table: str, row_order: str, target: Path, rows: str = "true") -> None:
    """Write rows of a table, in an order that leaves no ties but equal rows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    types = column_types(connection, table)
    written = ", ".join(column for column in types if column not in HELPER_COLUMNS)
    relation = f"({text_query(connection, table)})" if target.suffix == ".csv" else table
    options = "format csv, header true" if target.suffix == ".csv" else "format parquet, compression zstd"
    path = str(target).replace("'", "''")
    connection.execute(
        f"copy (select {written} from {relation} where {rows} order by {row_order}, {written}) to '{path}' ({options})"
    )


def text_query(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The rows of a table as text, with its faulty rows if it has any. False is left empty, as the contract allows."""
    types = column_types(connection, table)
    spelling = "spelling" if "spelling" in types else "null"
    forms = {
        "TIMESTAMP": "spelled({column}, null) as {column}",
        "BOOLEAN": "case when {column} then 'true' end as {column}",
    }
    texts = [forms.get(kind, "cast({column} as varchar) as {column}").format(column=column) for column, kind in types.items()]
    query = f"select {', '.join(texts)} from {table}".replace("spelled(event_at, null)", f"spelled(event_at, {spelling})")
    if not column_types(connection, f"faulty_{table}"):
        return query
    return f"{query} union all by name select * from faulty_{table}"


def column_types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Columns of a table with their types, in order; nothing for a table that does not exist."""
    rows = connection.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index", [table]
    ).fetchall()
    return dict(rows)
