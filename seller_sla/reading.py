"""The published file as commands read it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Row

import duckdb

from seller_sla.publish import quoted

# Rows of a query, with values for its $names.
Fetch = Callable[..., list[Row]]


@contextmanager
def reading(published: Path) -> Iterator[Fetch]:
    """Attach the file, read-only, for as long as it is asked; what is not there or does not fit is said in a sentence."""
    if not published.exists():
        raise FileNotFoundError(f"Nothing is published at {published} yet: run `make build` first.")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach {quoted(published)} as published (read_only)")
        connection.execute("use published")
        try:
            yield lambda query, **values: list(_rows(connection, query, values))
        except (duckdb.CatalogException, duckdb.BinderException) as fault:
            raise LookupError(
                f"{published} was made by another version of the project: run `make build` first."
            ) from fault


def _rows(connection: duckdb.DuckDBPyConnection, query: str, values: dict[str, object]) -> Iterator[Row]:
    answer = connection.execute(query, values or None)
    names = [column[0] for column in answer.description]
    for found in answer.fetchall():
        plain = [float(value) if isinstance(value, Decimal) else value for value in found]
        yield Row(**dict(zip(names, plain, strict=True)))
