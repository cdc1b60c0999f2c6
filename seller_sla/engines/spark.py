"""The Spark target: rows go in and come out as Parquet files that Spark and this process both reach.

What is carried lies in `<folder>/landing/<table>/`, what dbt builds in Spark's own warehouse, `<folder>/warehouse/`. A file is
written under a name that Spark overlooks and takes its own when it is complete, so a killed run leaves nothing half done.
"""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from seller_sla.engines.engine import Batch, Columns
from seller_sla.engines.marts import normal
from seller_sla.landing.folders import warehouse_folder
from seller_sla.landing.types import literal, named

SCHEMA = "landing"
NO_ROWS = "0.parquet"


def spark_dir() -> Path:
    """The folder of everything that belongs to Spark."""
    return Path(os.environ.get("SELLER_SLA_SPARK_DIR") or warehouse_folder() / "spark").resolve()


class Spark:
    """A connection that opens when a statement is run; the files are read and written without it."""

    def __init__(self, target: str, credentials: Any) -> None:
        self.target, self.credentials, self.folder = target, credentials, spark_dir()
        self.tables: list[str] = []
        self.opened: Any = None

    def close(self) -> None:
        """Hang up."""
        if self.opened is not None:
            self.opened.handle.close()

    def query(self, statement: str) -> None:
        """Run a statement."""
        from dbt.adapters.contracts.connection import Connection, Identifier
        from dbt.adapters.spark.connections import SparkConnectionManager

        if self.opened is None:
            connection = Connection(type=Identifier("spark"), name=self.target, credentials=self.credentials)
            self.opened = SparkConnectionManager.open(connection)
        self.opened.handle.cursor().execute(statement)

    def files(self, schema: str, table: str) -> Path:
        """The folder of a table's files."""
        return self.folder / SCHEMA / table if schema == SCHEMA else self.folder / "warehouse" / f"{schema}.db" / table

    def parquet(self, schema: str, table: str) -> str:
        """DuckDB SQL that reads the files of a table."""
        return f"read_parquet({literal(self.files(schema, table) / '*.parquet')})"

    def columns(self, schema: str, table: str) -> Columns:
        """The columns of a table in their order; empty if there is no such table."""
        if not any(self.files(schema, table).glob("*.parquet")):
            return {}
        with duckdb.connect() as duck:
            found = duck.execute(f"describe from {self.parquet(schema, table)}").fetchall()
        return {name: normal(data_type) for name, data_type, *_ in found}

    def rows(self, duck: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Columns, folder: Path) -> str:
        """The table's own files."""
        return f"(select {', '.join(map(named, columns))} from {self.parquet(schema, table)})"

    def prepare(self) -> None:
        """Sweep away what a killed run left."""
        for leftover in (self.folder / SCHEMA).glob("*/.*.parquet"):
            leftover.unlink()

    def have_table(self, table: str, columns: Columns) -> None:
        """Have a folder with these columns: a file without rows says what they are, whatever else is there."""
        if self.columns(SCHEMA, table) != columns:
            self.delete(table, set())
            self.files(SCHEMA, table).mkdir(parents=True, exist_ok=True)
            typed = ", ".join(f"cast(null as {kind}) as {named(name)}" for name, kind in columns.items())
            with duckdb.connect() as duck:
                self.write(duck, table, f"select {typed} where false", NO_ROWS)
        self.tables.append(table)

    def carried(self, table: str) -> set[Batch]:
        """What of a landed table has arrived, complete: the files say it themselves."""
        return set().union(*self.batches_by_file(table).values())

    def batches_by_file(self, table: str) -> dict[Path, set[Batch]]:
        """The batches in each file."""
        read = self.parquet(SCHEMA, table).removesuffix(")") + ", filename = true)"
        with duckdb.connect() as duck:
            found = duck.execute(f"select distinct filename, _file_hash, _landed_at from {read}").fetchall()
        batches: dict[Path, set[Batch]] = {}
        for file, file_hash, landed_at in found:
            batches.setdefault(Path(file), set()).add(Batch(file_hash, landed_at))
        return batches

    def remove(self, table: str, stale: set[Batch]) -> None:
        """Delete the files that hold any of these batches; what else they held is no longer carried, and comes anew."""
        for file, held in self.batches_by_file(table).items():
            if held & stale:
                file.unlink()

    def add(
        self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str, batches: set[Batch]
    ) -> None:
        """Add the rows of a query, which are those of the batches, as one file."""
        if batches:
            self.write(duck, table, query, f"{uuid4().hex}.parquet")

    def replace(self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str) -> None:
        """Put the rows of the query in place of all rows of a log table."""
        name = f"{uuid4().hex}.parquet"
        self.write(duck, table, query, name)
        self.delete(table, {NO_ROWS, name})

    def write(self, duck: duckdb.DuckDBPyConnection, table: str, query: str, name: str) -> None:
        """Write one file; it takes its name when it is complete."""
        file = self.files(SCHEMA, table) / name
        duck.execute(f"copy ({query}) to {literal(file.with_name(f'.{name}'))} (format parquet)")
        os.replace(file.with_name(f".{name}"), file)

    def delete(self, table: str, kept: set[str]) -> None:
        """Delete the files of a table but these."""
        for file in self.files(SCHEMA, table).glob("*.parquet"):
            if file.name not in kept:
                file.unlink()

    def finish(self) -> None:
        """Tell Spark of the tables, anew each time: it remembers columns and files of a table, and both may have changed."""
        self.query(f"create database if not exists {SCHEMA}")
        for table in self.tables:
            self.query(f"drop table if exists {SCHEMA}.{table}")
            self.query(f"create table {SCHEMA}.{table} using parquet location '{self.files(SCHEMA, table)}'")
