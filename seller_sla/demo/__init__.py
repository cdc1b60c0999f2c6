"""An invented marketplace: every table of the input contract, with stories to find and the dirt of real logs.

The rows depend on the parameters only: random numbers are integers taken from MD5 (`sql/10_random.sql`), so every
machine, DuckDB version and thread count makes the same bytes. `data/demo` is `generate(Path("data/demo"))`. Everything
is known up to 2026-07-01 05:00 UTC and exported at 05:30, as every night.

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
| S10 Šatník Lada | much of what it sells comes back, most of it S10-17, which runs small |
| S11 Truhlářství Javor | promises five working days and keeps it: slow, never late |
| S12 Muddle & Finch Electrics | wrong final statuses: cancels after shipping, takes DELIVERED back |
| S13 Čajovna Orient | ordinary, with bad luck in June: three of 14 deliveries late |
| S14, S18, S23 | not in every program, or left one |
| S17 <b>Bold & Sons</b> | a name that must be escaped; its company starts like a formula |
| S20 Sklo Bor | promises a window and comes before it: early is late only at Kaufland |
| S24 Lněné Plátno | puts one tracking number on several orders |
| S25 Pekárna Úsvit | joined on 2026-04-01 |

What people decided (`sql/98_operations.sql`): S04 is asked for a plan and brings none, S09 appeals in vain, S08's appeal against
a step of May is granted, that of S02 is open, S12 is only warned, a step against S23 is rejected. S10 has an accepted
plan, S08 has one that worked and S09 one that did not, neither of them accepted; a draft asks for more deliveries on time.

The other sellers are ordinary. About one of their orders in six has a kind of dirt (`sql/65_status_history.sql`); rows
that must not get in are in `sql/90_faulty_rows.sql`; Parquet files, which are typed, come without them.
"""

import datetime
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from seller_sla.words import counted

SQL_DIR = Path(__file__).parent / "sql"
SETUP = ["10_random", "20_calendar", "25_spelling", "30_sellers", "35_demand"]
SLICE = [
    "40_orders",
    "50_lifecycles",
    "60_true_events",
    "65_status_history",
    "70_order_tables",
    "80_after_sales",
]
SLICE_ORDERS = 200_000  # about a million rows in the longest table

# Columns that steer the writing and are not written.
HELPER_COLUMNS = {"part", "spelling", "dirt"}

# Tables that are made once, and those made anew for each slice of orders; with the order in which their rows are
# written. The log of one night comes shuffled.
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
    "invoices": "loaded_at, invoice_id",
    "tickets": "loaded_at, ticket_id",
    "ticket_events": "loaded_at, ticket_id, event_at, event_type",
    "ticket_ratings": "loaded_at, ticket_id",
}
# What people decided: folders, as `seller-sla ops export` writes them. Parquet files come without.
OPERATIONS_TABLES = {
    "operations__decisions": "loaded_at, decision_id",
    "operations__appeals": "loaded_at, appeal_id",
    "operations__plans": "loaded_at, plan_id",
    "operations__plan_actions": "loaded_at, action_id",
    "operations__policy_drafts": "loaded_at, draft_id",
}
FORMATS = {"csv": "format csv, header true", "parquet": "format parquet, compression zstd"}


def generate(
    out: Path,
    orders: int = 2_000,
    sellers: int = 25,
    file_format: str = "csv",
    start_date: datetime.date = datetime.date(2026, 1, 1),
    replace: bool = False,
    threads: int | None = None,
    memory_limit: str = "3GB",
    report: Callable[[str], None] = lambda line: None,
) -> None:
    """Write all fourteen tables to a folder.

    `start_date` is the first day of orders; the last one is 2026-06-30. `replace` allows to delete tables that the
    folder holds already. `report` gets a line after each slice.
    """
    check(out, orders, sellers, file_format, start_date, replace)
    out.mkdir(parents=True, exist_ok=True)
    for table in (*SELLER_TABLES, *ORDER_TABLES, *OPERATIONS_TABLES):
        remove(out, table)
    with tempfile.TemporaryDirectory() as spill, duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{memory_limit}'")
        connection.execute(f"set temp_directory = '{spill}'")
        connection.execute(f"set threads = {threads}" if threads else "reset threads")
        set_variables(connection, orders_total=orders, sellers_total=sellers, start_date=f"date '{start_date}'")
        run(connection, SETUP)
        for table, row_order in SELLER_TABLES.items():
            write(connection, table, row_order, out / f"{table}.{file_format}")
        write_orders(connection, out, orders, file_format, report)
        if file_format == "csv":
            run(connection, ["98_operations"])
            for table, row_order in OPERATIONS_TABLES.items():
                write(connection, table, row_order, out / table / "story.csv")


def check(out: Path, orders: int, sellers: int, file_format: str, start_date: datetime.date, replace: bool) -> None:
    """Refuse parameters that make no marketplace, and a folder whose files would be lost."""
    if file_format not in FORMATS:
        raise ValueError(f'The format "{file_format}" is not known: choose csv or parquet.')
    if orders < 1 or sellers < 25:
        raise ValueError("The demo marketplace needs at least 1 order and at least 25 sellers.")
    if not datetime.date(2024, 2, 1) <= start_date <= datetime.date(2026, 1, 1):
        raise ValueError(f"The first day must lie between 2024-02-01 and 2026-01-01, not on {start_date}.")
    taken = [table for table in (*SELLER_TABLES, *ORDER_TABLES) if any(files(out, table))]
    if taken and not replace:
        raise FileExistsError(f"{out} holds {taken[0]} already: choose another folder, or replace it (--replace).")


def files(out: Path, table: str) -> Iterator[Path]:
    """What a folder holds of a table: files, or a folder of files."""
    names = (table, f"{table}.csv", f"{table}.csv.gz", f"{table}.parquet")
    return (out / name for name in names if (out / name).exists())


def remove(out: Path, table: str) -> None:
    """Delete what a folder holds of a table."""
    for path in files(out, table):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def set_variables(connection: duckdb.DuckDBPyConnection, **values: str | int) -> None:
    """What the SQL reads with getvariable(). Nothing is known after the horizon."""
    ends = {
        "end_date": "date '2026-07-01'",
        "horizon": "timestamp '2026-07-01 05:00:00'",
        "last_export": "timestamp '2026-07-01 05:30:00'",
    }
    for name, value in {**ends, **values}.items():
        connection.execute(f"set variable {name} = {value}")


def run(connection: duckdb.DuckDBPyConnection, steps: list[str]) -> None:
    """Run SQL files of this package, by name without suffix."""
    for step in steps:
        connection.execute((SQL_DIR / f"{step}.sql").read_text(encoding="utf-8"))


def write_orders(
    connection: duckdb.DuckDBPyConnection, out: Path, orders: int, file_format: str, report: Callable[[str], None]
) -> None:
    """Make and write the orders slice by slice, so that memory does not grow with their number."""
    for slice_no, first in enumerate(range(0, orders, SLICE_ORDERS), start=1):
        last = min(first + SLICE_ORDERS, orders)
        set_variables(connection, first_order=first, last_order=last)
        run(connection, SLICE)
        if file_format == "csv":
            run(connection, ["90_faulty_rows"] if first == 0 else ["95_no_faulty_rows"])
        for table, row_order in ORDER_TABLES.items():
            for name, rows in parts(connection, table, slice_no, is_split=orders > SLICE_ORDERS):
                write(connection, table, row_order, out / f"{name}.{file_format}", rows)
        report(f"{last:,} of {counted(orders, 'order')} are written to {out}.")


def parts(
    connection: duckdb.DuckDBPyConnection, table: str, slice_no: int, is_split: bool
) -> Iterator[tuple[str, str]]:
    """The files of a table: name and which rows. A small log comes in months and a file of late arrivals."""
    if is_split:
        yield f"{table}/part_{slice_no:04}", "true"
    elif table == "order_status_history":
        for (part,) in connection.execute("select distinct part from order_status_history order by part").fetchall():
            yield f"{table}/{part}", f"part = '{part}'"
    else:
        yield table, "true"


def write(connection: duckdb.DuckDBPyConnection, table: str, row_order: str, target: Path, rows: str = "true") -> None:
    """Write rows of a table, in an order that leaves no ties but equal rows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file_format = target.suffix.removeprefix(".")
    columns = ", ".join(column for column in column_types(connection, table) if column not in HELPER_COLUMNS)
    relation = f"({text_query(connection, table)})" if file_format == "csv" else table
    path = str(target).replace("'", "''")
    connection.execute(
        f"copy (select {columns} from {relation} where {rows} order by {row_order}, {columns})"
        f" to '{path}' ({FORMATS[file_format]})"
    )


def text_query(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The rows of a table as text, with its faulty rows if it has any. False is left empty, as the contract allows."""
    types = column_types(connection, table)
    forms = {
        "TIMESTAMP": "spelled({column}, null) as {column}",
        "BOOLEAN": "case when {column} then 'true' end as {column}",
    }
    texts = [
        "spelled(event_at, spelling) as event_at"
        if column == "event_at" and "spelling" in types
        else forms.get(kind, "cast({column} as varchar) as {column}").format(column=column)
        for column, kind in types.items()
    ]
    query = f"select {', '.join(texts)} from {table}"
    if not column_types(connection, f"faulty_{table}"):
        return query
    return f"{query} union all by name select * from faulty_{table}"


def column_types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Columns of a table with their types, in order; nothing for a table that does not exist."""
    rows = connection.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index", [table]
    ).fetchall()
    return dict(rows)
