"""Publish the tested marts as one read-only DuckDB file that is replaced in one step."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from seller_sla import __version__
from seller_sla.landing.refusals import warn_at_exit
from seller_sla.mostly_held_back import sentences

# Readers with DuckDB 1.2 or later can open the file; the warehouse itself needs the DuckDB that wrote it.
STORAGE_VERSION = "v1.2.0"
FILE_NAME = "marts.duckdb"
DEMO_FOLDER = Path("data/demo")


def warehouse_dir() -> Path:
    """The folder that a build writes."""
    return Path(os.environ.get("SELLER_SLA_WAREHOUSE_DIR") or "warehouse")


def published_file() -> Path:
    """The file that readers attach."""
    return warehouse_dir() / "published" / FILE_NAME


def quoted(path: Path) -> str:
    """The path as an SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


def publish(
    session: duckdb.DuckDBPyConnection,
    as_of: duckdb.DuckDBPyRelation,
    marts: Mapping[str, duckdb.DuckDBPyRelation],
    run_id: str | None = None,
) -> duckdb.DuckDBPyRelation:
    """Copy `marts` to the published file and return its manifest, one row. `run_id`: of the build, if this is not in it.

    The new file is complete and on disk before it takes the old one's name, so a reader finds the old marts or the
    new ones, never a mixture. Only one build at a time can hold the warehouse, hence what lies unfinished in the
    folder belongs to a build that was killed.
    """
    file = _folder_beside(session) / FILE_NAME
    file.parent.mkdir(exist_ok=True)
    for leftover in file.parent.glob(f".{FILE_NAME}.*"):
        leftover.unlink()
    unfinished = file.with_name(f".{FILE_NAME}.{os.getpid()}")
    manifest = _manifest_query(as_of, run_id)
    _write(session.cursor(), unfinished, manifest, {name: mart.sql_query() for name, mart in marts.items()})
    _to_disk(unfinished)
    unfinished.chmod(0o444)
    os.replace(unfinished, file)
    _to_disk(file.parent)
    return session.query(manifest)


def tell_of_files_mostly_held_back(
    session: duckdb.DuckDBPyConnection, landed_files: duckdb.DuckDBPyRelation, quarantined_rows: duckdb.DuckDBPyRelation
) -> None:
    """Have the end of the build say which files, of those new since the last publish, gave hardly a row."""
    since = _last_published_at(session, _folder_beside(session) / FILE_NAME)
    warn_at_exit(sentences(session.cursor(), landed_files.sql_query(), quarantined_rows.sql_query(), since))


def _last_published_at(session: duckdb.DuckDBPyConnection, file: Path) -> datetime:
    """When the file was published; long ago where there is none, or a damaged one, which is about to be replaced."""
    if not file.exists():
        return datetime.min
    with session.cursor() as cursor:
        try:
            cursor.execute(f"attach {quoted(file)} as published_before (read_only)")
            cursor.execute("select published_at from published_before.publish_manifest")
            published_at: datetime = cursor.fetchall()[0][0]
            return published_at
        except duckdb.Error:
            return datetime.min
        finally:
            cursor.execute("detach database if exists published_before")


def _folder_beside(session: duckdb.DuckDBPyConnection) -> Path:
    """`published`, in the folder of the database that the build writes."""
    found = session.execute("select path from duckdb_databases() where database_name = current_database()").fetchall()
    if not found[0][0]:
        raise ValueError("Cannot publish from a database in memory: give the DuckDB target of the profile a path.")
    return Path(found[0][0]).parent / "published"


def _manifest_query(as_of: duckdb.DuckDBPyRelation, run_id: str | None) -> str:
    from dbt_common.invocation import get_invocation_id

    is_demo = Path(os.environ.get("SELLER_SLA_RAW_DIR") or DEMO_FOLDER).resolve() == DEMO_FOLDER.resolve()
    return f"""
        select
            '{run_id or get_invocation_id()}' as run_id,
            as_of_at,
            timestamp '{datetime.now(UTC):%Y-%m-%d %H:%M:%S}' as published_at,
            '{__version__}' as project_version,
            {str(is_demo).lower()} as is_demo
        from ({as_of.sql_query()})
    """


def _write(cursor: duckdb.DuckDBPyConnection, file: Path, manifest: str, queries: Mapping[str, str]) -> None:
    """Write `file` in one transaction, over a cursor of its own: the session's transaction belongs to dbt."""
    counts = " union all ".join(
        f"select '{table}' as table_name, count(*) as row_count from served.{table}" for table in queries
    )
    cursor.execute(f"attach {quoted(file)} as served (storage_version '{STORAGE_VERSION}')")
    try:
        cursor.begin()
        for table, query in queries.items():
            cursor.execute(f"create table served.{table} as {query}")
        cursor.execute(f"create table served.publish_tables as {counts}")
        cursor.execute(f"create table served.publish_manifest as {manifest}")
        cursor.commit()
    except duckdb.Error:
        cursor.rollback()
        raise
    finally:
        cursor.execute("detach served")
        cursor.close()


def _to_disk(path: Path) -> None:
    """Make the file, or the names in the folder, survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
