"""Write the pages into a folder."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Row

import duckdb

from seller_sla.definitions.pages import MARK, pages
from seller_sla.definitions.rows import definitions
from seller_sla.publish import quoted


def write(published: Path, folder: Path) -> list[Path]:
    """Write a page per program of the published file and an index; remove those of programs that are gone."""
    if not published.exists():
        raise FileNotFoundError(f"Nothing is published at {published} yet: run `make build` first.")
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted(published)} as published (read_only)")
        connection.execute("use published")
        try:
            made = pages(definitions(lambda query: _rows(connection, query)))
        except (duckdb.CatalogException, duckdb.BinderException) as fault:
            raise LookupError(
                f"{published} was made by another version of the project: run `make build` first."
            ) from fault
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.md"):
        if page.name not in made and page.read_text(encoding="utf-8").startswith(MARK):
            page.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterable[Row]:
    answer = connection.execute(query)
    names = [column[0] for column in answer.description]
    for values in answer.fetchall():
        plain = [float(value) if isinstance(value, Decimal) else value for value in values]
        yield Row(**dict(zip(names, plain, strict=True)))
