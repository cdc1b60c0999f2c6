"""The PostgreSQL target: rows go in and come out by COPY."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from seller_sla.engines.engine import Batch, Columns, EngineFault
from seller_sla.landing.types import literal, named

SCHEMA = "landing"
MEMORY = "carried_batches"
NULL = r"\N"
# DuckDB's name of a type, where PostgreSQL has another one, and the other way round.
TYPES = {"DOUBLE": "double precision", "VARCHAR[]": "text[]"}
DUCKDB_TYPES = {
    "character varying": "VARCHAR", "text": "VARCHAR", "timestamp without time zone": "TIMESTAMP", "double precision": "DOUBLE",
    "ARRAY": "VARCHAR[]",
}  # fmt: skip
ROWS_AT_ONCE = 100_000


class Postgres:
    """An open connection. Each table is carried in one transaction, so a run that is killed has carried it or not."""

    def __init__(self, target: str, credentials: Any) -> None:
        import psycopg2
        from dbt.adapters.contracts.connection import Connection, Identifier
        from dbt.adapters.exceptions import FailedToConnectError
        from dbt.adapters.postgres.connections import PostgresConnectionManager

        self.target, self.place = target, f"{credentials.host}:{credentials.port}/{credentials.database}"
        try:
            opened = PostgresConnectionManager.open(
                Connection(type=Identifier("postgres"), name=target, credentials=credentials)
            )
        except (psycopg2.OperationalError, FailedToConnectError) as failed:
            reason = " ".join(str(failed).split())
            raise EngineFault(f"Cannot connect to the target {target} at {self.place}: {reason}") from None
        self.connection = opened.handle
        self.check_database()

    def check_database(self) -> None:
        """The other engines order text by code point, and know small and capital letters of every alphabet."""
        encoding, by_code_point, folds = self.query(
            "select current_setting('server_encoding'), 'a' > 'B' and '~' > 'z', lower('Č') = 'č'"
        )[0]
        if encoding != "UTF8" or not by_code_point or not folds:
            raise EngineFault(
                f"The database {self.place} does not compare text as DuckDB and Spark do (by code point, UTF-8): make one with"
                " `create database sla template template0 encoding 'UTF8' locale 'C.UTF-8'`, or with the provider builtin from"
                " PostgreSQL 17 on, and name it in SELLER_SLA_POSTGRES_DATABASE."
            )

    def close(self) -> None:
        """End what was begun and hang up."""
        self.connection.close()

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def columns(self, schema: str, table: str) -> Columns:
        """The columns of a table in their order; empty if there is no such table."""
        found = self.query(
            "select column_name, data_type, numeric_precision, numeric_scale from information_schema.columns"
            " where table_schema = %s and table_name = %s order by ordinal_position",
            schema, table,
        )  # fmt: skip
        return {
            name: f"DECIMAL({precision},{scale})" if kind == "numeric" else DUCKDB_TYPES.get(kind, kind.upper())
            for name, kind, precision, scale in found
        }

    def rows(self, duck: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Columns, folder: Path) -> str:
        """The table as a CSV file in the folder, read with the columns' types."""
        file = folder / f"{self.target}.{schema}.{table}.csv"
        names = ", ".join(map(named, columns))
        with self.connection.cursor() as cursor, file.open("w", encoding="utf-8", newline="") as written:
            cursor.copy_expert(
                f"copy (select {names} from {schema}.{named(table)}) to stdout (format csv, null '{NULL}')", written
            )
        types = ", ".join(f"{literal(name)}: {literal(data_type)}" for name, data_type in columns.items())
        return (
            f"(select * from read_csv({literal(file)}, columns = {{{types}}}, header = false, auto_detect = false, delim = ',',"
            f" quote = '\"', escape = '\"', nullstr = '{NULL}', allow_quoted_nulls = false, max_line_size = 67108864))"
        )

    def prepare(self) -> None:
        """Have the schema, and the table that remembers what has arrived."""
        self.execute(f"create schema if not exists {SCHEMA}")
        self.execute(
            f"create table if not exists {SCHEMA}.{MEMORY} (raw_table varchar, file_hash varchar, landed_at timestamp)"
        )
        self.connection.commit()

    def carried(self, table: str) -> set[Batch]:
        """What of a landed table has arrived, complete."""
        found = self.query(f"select file_hash, landed_at from {SCHEMA}.{MEMORY} where raw_table = %s", table)
        return {Batch(file_hash, landed_at) for file_hash, landed_at in found}

    def execute(self, sql: str, *values: Any) -> None:
        """Run a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values or None)

    def remove(self, table: str, stale: set[Batch]) -> None:
        """Take these batches out of a landed table; it is kept with what is added next."""
        for batch in stale:
            self.execute(
                f"delete from {SCHEMA}.{MEMORY} where raw_table = %s and file_hash = %s", table, batch.file_hash
            )
            self.execute(f"delete from {SCHEMA}.{named(table)} where _file_hash = %s", batch.file_hash)

    def add(
        self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str, batches: set[Batch]
    ) -> None:
        """Rows and the memory of them are kept together."""
        if batches:
            self.copy_in(duck, table, columns, query)
        for batch in batches:
            self.execute(f"insert into {SCHEMA}.{MEMORY} values (%s, %s, %s)", table, batch.file_hash, batch.landed_at)
        self.commit(table)

    def replace(self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str) -> None:
        """Put the rows of the query in place of all rows of a log table."""
        self.execute(f"delete from {SCHEMA}.{named(table)}")
        self.copy_in(duck, table, columns, query)
        self.commit(table)

    def commit(self, table: str) -> None:
        """Keep it, and let the planner know how much there is."""
        self.execute(f"analyze {SCHEMA}.{named(table)}")
        self.connection.commit()

    def finish(self) -> None:
        """Every table has been kept already."""

    def have_table(self, table: str, columns: Columns) -> None:
        """Have the table with these columns. Another form of it goes, with the views on it, which the next build makes anew."""
        if self.columns(SCHEMA, table) == columns:
            return
        self.execute(f"drop table if exists {SCHEMA}.{named(table)} cascade")
        self.execute(f"delete from {SCHEMA}.{MEMORY} where raw_table = %s", table)
        typed = ", ".join(f"{named(name)} {TYPES.get(kind, kind)}" for name, kind in columns.items())
        self.execute(f"create table {SCHEMA}.{named(table)} ({typed})")

    def copy_in(self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str) -> None:
        """Stream the rows of a query of DuckDB into a table."""
        values = ", ".join(as_text(name, kind) for name, kind in columns.items())
        batches = duck.sql(f"select {values} from ({query})").to_arrow_reader(ROWS_AT_ONCE)
        with self.connection.cursor() as cursor:
            cursor.copy_expert(f"copy {SCHEMA}.{named(table)} from stdin (format csv)", Stream(csv(batches)))


def as_text(name: str, kind: str) -> str:
    """A column as COPY reads it: a list is written the way PostgreSQL writes arrays."""
    if kind != "VARCHAR[]":
        return f"cast({named(name)} as varchar)"
    escaped = "replace(replace(one, '\\', '\\\\'), '\"', '\\\"')"
    quoted = f"list_transform({named(name)}, lambda one: '\"' || {escaped} || '\"')"
    return f"case when {named(name)} is not null then '{{' || array_to_string({quoted}, ',') || '}}' end"


def csv(batches: Iterable[Any]) -> Iterator[bytes]:
    """Arrow batches as CSV: a text is quoted, an empty field without quotes is null."""
    import pyarrow.csv

    for batch in batches:
        written = io.BytesIO()
        pyarrow.csv.write_csv(batch, written, pyarrow.csv.WriteOptions(include_header=False))
        yield written.getvalue()


class Stream(io.RawIOBase):
    """Chunks of bytes as a file to read, so that a table never lies in memory as a whole."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.rest = chunks, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        if not self.rest:
            self.rest = next(self.chunks, b"")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken
