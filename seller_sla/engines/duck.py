"""The DuckDB target: the file that a build keeps the marts in."""

from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from seller_sla.engines.engine import Columns, EngineFault
from seller_sla.engines.marts import SCHEMA, normal
from seller_sla.landing.types import literal, named
from seller_sla.publish import FILE_NAME

# The file is the marts' own, so they need no schema in it.
SCHEMAS = {SCHEMA: "main"}


class Duck:
    """The file of the marts, read-only."""

    def __init__(self, target: str, credentials: Any) -> None:
        self.target, self.path = target, Path(credentials.path).with_name(FILE_NAME)
        if not self.path.exists():
            raise EngineFault(f"{self.path} is not there yet: run `seller-sla build --target {target}` first.")

    def attached(self, duck: duckdb.DuckDBPyConnection) -> str:
        """The name under which the file is attached to a connection."""
        try:
            duck.execute(f"attach if not exists {literal(self.path)} as {named(self.target)} (read_only)")
        except duckdb.IOException as locked:
            raise EngineFault(
                f"{self.path} is in use by another process: wait for the build, or close the SQL client. ({locked})"
            ) from None
        return named(self.target)

    def columns(self, schema: str, table: str) -> Columns:
        """The columns of a table in their order; empty if there is no such table."""
        return self.tables.get((SCHEMAS[schema], table), {})

    @cached_property
    def tables(self) -> dict[tuple[str, str], Columns]:
        """The columns of every table, read once."""
        tables: dict[tuple[str, str], Columns] = {}
        with duckdb.connect() as duck:
            self.attached(duck)
            found = duck.execute(
                "select schema_name, table_name, column_name, data_type from duckdb_columns() where database_name = ?"
                " order by schema_name, table_name, column_index",
                [self.target],
            ).fetchall()
        for schema, table, name, data_type in found:
            tables.setdefault((schema, table), {})[name] = normal(data_type)
        return tables

    def rows(self, duck: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Columns, folder: Path) -> str:
        """The table where it is."""
        return f"(select {', '.join(map(named, columns))} from {self.attached(duck)}.{SCHEMAS[schema]}.{named(table)})"

    def close(self) -> None:
        """Nothing is held: the file is attached by those who read it."""
