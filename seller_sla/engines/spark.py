"""The Spark target: rows go in and come out as Parquet files that Spark and this process both reach.

What is carried lies in `<folder>/landing/<table>/`, what dbt builds in Spark's own warehouse, `<folder>/warehouse/`. A file is
written under a name that Spark overlooks and takes its own when it is complete, so a killed run leaves nothing half done.
"""

import os
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from seller_sla.engines.engine import Batch, Columns
from seller_sla.engines.marts import SCHEMA as MARTS
from seller_sla.engines.marts import normal, public_marts
from seller_sla.landing.folders import warehouse_folder
from seller_sla.landing.types import literal, named

SCHEMA = "landing"
NO_ROWS = "0.parquet"
BUILT = {"seeds", "intermediate", "marts", "state", "publish"}  # schemas of the tables that dbt makes
MONTHLY = "row_month=*/*.parquet"  # files of a mart that macros/engines/incremental_on_spark.sql writes


def spark_dir() -> Path:
    """The folder of everything that belongs to Spark."""
    return Path(os.environ.get("SELLER_SLA_SPARK_DIR") or warehouse_folder() / "spark").resolve()


def nulls(columns: Columns) -> str:
    """What to select for a row of nulls."""
    return ", ".join(f"cast(null as {kind}) as {named(name)}" for name, kind in columns.items())


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

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement; the rows it gives."""
        from dbt.adapters.contracts.connection import Connection, Identifier
        from dbt.adapters.spark.connections import SparkConnectionManager

        if self.opened is None:
            connection = Connection(type=Identifier("spark"), name=self.target, credentials=self.credentials)
            self.opened = SparkConnectionManager.open(connection)
        cursor = self.opened.handle.cursor()
        cursor.execute(statement)
        return [tuple(row) for row in cursor.fetchall() or ()]

    def files(self, schema: str, table: str) -> Path:
        """The folder of a table's files."""
        return self.folder / SCHEMA / table if schema == SCHEMA else self.folder / "warehouse" / f"{schema}.db" / table

    def parquet(self, schema: str, table: str) -> str:
        """DuckDB SQL that reads the files of a table; the month that a folder is named after is no column of it."""
        folder = self.files(schema, table)
        files = folder / ("*.parquet" if any(folder.glob("*.parquet")) else MONTHLY)
        return f"read_parquet({literal(files)}, hive_partitioning = false)"

    def columns(self, schema: str, table: str) -> Columns:
        """The columns of a table in their order; empty if there is no such table."""
        if not self.has_files(schema, table):
            return self.columns_without_rows(schema, table)
        with duckdb.connect() as duck:
            found = duck.execute(f"describe from {self.parquet(schema, table)}").fetchall()
        return {name: normal(data_type) for name, data_type, *_ in found}

    def rows(self, duck: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Columns, folder: Path) -> str:
        """The table's own files."""
        if not self.has_files(schema, table):
            return f"(select {nulls(columns)} where false)"
        return f"(select {', '.join(map(named, columns))} from {self.parquet(schema, table)})"

    def has_files(self, schema: str, table: str) -> bool:
        """Whether a file says what columns the table has."""
        folder = self.files(schema, table)
        return any(folder.glob("*.parquet")) or any(folder.glob(MONTHLY))

    def columns_without_rows(self, schema: str, table: str) -> Columns:
        """The columns of a mart in months, of which none has a row: dbt held it against its contract when it was made."""
        return public_marts().get(table, {}) if schema == MARTS and self.files(schema, table).is_dir() else {}

    def prepare(self) -> None:
        """Sweep away what a killed run left."""
        for leftover in (self.folder / SCHEMA).glob("*/.*.parquet"):
            leftover.unlink()

    def have_table(self, table: str, columns: Columns) -> None:
        """Have a folder with these columns: a file without rows says what they are, whatever else is there."""
        if self.columns(SCHEMA, table) != columns:
            self.delete(table, set())
            self.files(SCHEMA, table).mkdir(parents=True, exist_ok=True)
            with duckdb.connect() as duck:
                self.write(duck, table, f"select {nulls(columns)} where false", NO_ROWS)
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
        self.sweep()

    def sweep(self) -> None:
        """Delete folders of tables that Spark does not know: a killed build left them, and they are in the way of the next."""
        schemas = {schema for (schema,) in self.query("show databases")}
        for schema in schemas & BUILT:
            known = {table for _, table, *_ in self.query(f"show tables in {schema}")}
            for folder in self.files(schema, "").glob("*"):
                if folder.is_dir() and folder.name not in known:
                    shutil.rmtree(folder)
