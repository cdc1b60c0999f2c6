"""The published run and how to read it. Nothing in this folder knows Streamlit."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import duckdb

Row = SimpleNamespace


class NothingPublished(Exception):
    """There is no published file yet."""


class Unreadable(Exception):
    """The published file lacks a table or a column, or is not a DuckDB file."""


class Replaced(Exception):
    """A newer run was published while a page was being drawn."""


@dataclass(frozen=True)
class Run:
    run_id: str
    path: str
    as_of: datetime
    published_at: datetime
    project_version: str
    is_demo: bool
    timezone: str
    is_as_delivered: bool


def published_file() -> Path:
    """A relative warehouse folder is looked for where the app was started, then in the project folder."""
    folder = Path(os.environ.get("SELLER_SLA_WAREHOUSE_DIR", "warehouse"))
    tried = [folder / "published" / "marts.duckdb", Path(__file__).parents[2] / folder / "published" / "marts.duckdb"]
    return next((path for path in tried if path.exists()), tried[0])


def now() -> datetime:
    """The wall clock, used only to say how old the data is."""
    return datetime.now(UTC).replace(tzinfo=None)


def current() -> Run:
    """The run that is published now. The frame's zone is the programs' zone when they share one, otherwise UTC."""
    path = published_file()
    try:
        facts = path.stat()
    except FileNotFoundError as missing:
        raise NothingPublished(str(path)) from missing
    return _manifest(str(path), facts.st_ino, facts.st_mtime_ns)


@lru_cache(maxsize=4)
def _manifest(path: str, _inode: int, _modified: int) -> Run:
    """The run in a file; a replaced file is another file."""
    with _attached(path) as connection:
        rows = _rows(
            connection,
            """
            select m.run_id, m.as_of_at, m.published_at, m.project_version, m.is_demo,
                case when count(distinct p.timezone) = 1 then min(p.timezone) else 'UTC' end as timezone,
                coalesce(bool_and(p.calendar_id like '%\\_local' escape '\\'), false) as is_as_delivered
            from publish_manifest as m
            left join dim_sla_programs as p
                on p.program in (select s.program from fct_seller_scorecards as s)
            group by m.run_id, m.as_of_at, m.published_at, m.project_version, m.is_demo
        """,
        )
    if not rows:
        raise Unreadable("publish_manifest is empty")
    row = rows[0]
    return Run(
        row.run_id,
        path,
        row.as_of_at,
        row.published_at,
        row.project_version,
        bool(row.is_demo),
        row.timezone,
        row.is_as_delivered,
    )


def fetch(run: Run, sql: str, **parameters: object) -> tuple[Row, ...]:
    """Rows of one query, read from exactly this run.

    A fresh in-memory database attaches the file read-only and lets it go, so a build is never locked out and a newly
    published file is seen at once. The run is checked on the same connection: one page never mixes two runs.
    """
    try:
        with _attached(run.path) as connection:
            if connection.execute("select run_id from publish_manifest").fetchall() != [(run.run_id,)]:
                raise Replaced(run.run_id)
            return tuple(_rows(connection, sql, parameters))
    except FileNotFoundError as gone:
        raise NothingPublished(run.path) from gone


class _attached:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> duckdb.DuckDBPyConnection:
        self.connection = duckdb.connect()
        try:
            self.connection.execute("set TimeZone = 'UTC'")
            self.connection.execute(f"attach '{self.path.replace(chr(39), chr(39) * 2)}' as marts (read_only)")
            self.connection.execute("use marts")
        except duckdb.Error as fault:
            self.connection.close()
            raise Unreadable(str(fault).splitlines()[0]) from fault
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, object] | None = None) -> list[Row]:
    try:
        answer = connection.execute(sql, parameters or None)
    except (duckdb.CatalogException, duckdb.BinderException) as fault:
        raise Unreadable(str(fault).splitlines()[0]) from fault
    names = [column[0] for column in answer.description]
    return [Row(**dict(zip(names, _plain(values), strict=True))) for values in answer.fetchall()]


def _plain(values: Sequence[object]) -> list[object]:
    return [float(value) if isinstance(value, Decimal) else value for value in values]
