"""What this project needs of an engine besides dbt."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import duckdb

Columns = dict[str, str]  # name: type, as DuckDB writes it


class EngineFault(Exception):
    """Something about a target is not as it must be. The message is one sentence for people: what, where, what to do."""


@dataclass(frozen=True)
class Batch:
    """The rows that one file gave to one landed table."""

    file_hash: str
    landed_at: datetime


class Engine(Protocol):
    """One target. Rows come and go through DuckDB: it writes what is carried, and reads what is compared or published."""

    target: str

    def columns(self, schema: str, table: str) -> Columns:
        """The columns of a table in their order; empty if there is no such table."""

    def rows(self, duck: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Columns, folder: Path) -> str:
        """DuckDB SQL in brackets that gives the rows of a table; what it reads may lie in `folder`."""

    def close(self) -> None:
        """Let go of the engine."""


class CarriedTo(Engine, Protocol):
    """An engine that rows are carried to, from tables of DuckDB."""

    def prepare(self) -> None:
        """Make what carrying needs there."""

    def have_table(self, table: str, columns: Columns) -> None:
        """Have a table in the schema `landing` with these columns; of another form it is made anew, and empty."""

    def carried(self, table: str) -> set[Batch]:
        """What of a landed table has arrived, complete."""

    def remove(self, table: str, stale: set[Batch]) -> None:
        """Take these batches out of a landed table. Others may go with them; they are no longer carried then."""

    def add(
        self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str, batches: set[Batch]
    ) -> None:
        """Add the rows of a query, which are those of the batches, to a landed table, and keep what was done to it."""

    def replace(self, duck: duckdb.DuckDBPyConnection, table: str, columns: Columns, query: str) -> None:
        """Put the rows of the query in place of all rows of a log table."""

    def finish(self) -> None:
        """Let the engine know what has changed."""
