"""A SQLAlchemy dialect with which Great Expectations can read DuckDB results.

Great Expectations fetches rows after it has given the connection back; the rollback on return clears DuckDB's pending
result, and every metric then fails with "list index out of range". This dialect fetches all rows at once. Type codes
are kept as text, so that no DuckDB object outlives its connection.
"""

import inspect
from collections import deque
from typing import Any

import duckdb
import duckdb_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy


class BufferedExecutionContext(duckdb_engine.Dialect.execution_ctx_cls):  # type: ignore[misc, valid-type]
    """Fetch the whole result as soon as a statement has run."""

    def post_exec(self) -> None:
        """Keep rows and column names in memory."""
        super().post_exec()
        if self.cursor is None or not self.cursor.description or self.isinsert:
            return
        description = [(name, str(type_code), *rest) for name, type_code, *rest in self.cursor.description]
        rows = deque(self.cursor.fetchall())
        self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(self.cursor, description, initial_buffer=rows)


class BufferedDialect(duckdb_engine.Dialect):
    """The duckdb dialect with buffered results."""

    execution_ctx_cls = BufferedExecutionContext
    supports_statement_cache = False


def register() -> None:
    """Use this dialect for every duckdb:// address of the process."""
    registry.register("duckdb", __name__, BufferedDialect.__name__)
    forget_type_hints(duckdb_engine)


def forget_type_hints(owner: Any) -> None:
    """Drop the type hints of duckdb_engine's functions and classes.

    Compiled parts that Great Expectations loads keep these classes until the process has gone, the hints keep DuckDB's
    types, and DuckDB's binding then prints pages about leaked objects when a process ends.
    """
    for member in list(vars(owner).values()):
        if not getattr(member, "__module__", "").startswith("duckdb_engine"):
            continue
        if inspect.isclass(member):
            forget_type_hints(member)
        if inspect.isclass(member) or inspect.isfunction(member):
            member.__annotations__ = {}


def connection(session: duckdb.DuckDBPyConnection, database: str) -> duckdb_engine.ConnectionWrapper:
    """A new connection to the session's process whose default database is `database`."""
    cursor = session.cursor()
    cursor.execute(f"use {database}")
    return duckdb_engine.ConnectionWrapper(cursor)
