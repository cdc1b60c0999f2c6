"""Publish the tested marts as one read-only DuckDB file that is replaced in one step."""

import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from seller_sla import __version__
from seller_sla.landing.folders import DEFAULTS, RAW, raw_folder, warehouse_folder
from seller_sla.landing.refusals import warn_at_exit
from seller_sla.mostly_held_back import sentences

# Readers with DuckDB 1.2 or later can open the file; the warehouse itself needs the DuckDB that wrote it. The profile says
# the same of the file that a build keeps the marts in, the database MARTS.
STORAGE_VERSION = "v1.2.0"
MARTS = "marts"
FILE_NAME = "marts.duckdb"
DEMO_FOLDER = Path(DEFAULTS[RAW])

Make = Callable[[duckdb.DuckDBPyConnection, Path], None]


def published_file() -> Path:
    """The file that readers attach."""
    return warehouse_folder() / "published" / FILE_NAME


def quoted(path: Path) -> str:
    """The path as an SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


def publish(
    session: duckdb.DuckDBPyConnection,
    as_of: duckdb.DuckDBPyRelation,
    marts: Collection[str],
    make: Make,
    run_id: str | None = None,
) -> duckdb.DuckDBPyRelation:
    """Publish the marts of these names and return the manifest, one row. `run_id`: of the build, if this is not in it.

    `make` puts the marts into a new file. That file is complete and on disk before it takes the old one's name, so a
    reader finds the old marts or the new ones, never a mixture. Only one build at a time can hold the warehouse, hence
    what lies unfinished in the folder belongs to a build that was killed.
    """
    file = _folder_beside(session) / FILE_NAME
    file.parent.mkdir(exist_ok=True)
    for leftover in file.parent.glob(f".{FILE_NAME}.*"):
        leftover.unlink()
    unfinished = file.with_name(f".{FILE_NAME}.{os.getpid()}")
    manifest = _manifest_query(as_of, run_id)
    with session.cursor() as cursor:  # of its own: the session's transaction belongs to dbt
        make(cursor, unfinished)
        with _written(cursor, unfinished):
            _complete(cursor, marts, manifest)
    _to_disk(unfinished)
    unfinished.chmod(0o444)
    os.replace(unfinished, file)
    _to_disk(file.parent)
    return session.query(manifest)


def copy_of_the_marts(cursor: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Copy the file that a build keeps the marts in, byte by byte: what did not change is not compressed anew.

    Another process copies it. When a process closes a file, it loses the lock that DuckDB has on it in the same process.
    """
    cursor.execute(f"checkpoint {MARTS}")
    found = cursor.execute("select path from duckdb_databases() where database_name = ?", [MARTS]).fetchall()
    copy = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", copy, found[0][0], str(file)], check=True)


def rows_of(marts: Mapping[str, duckdb.DuckDBPyRelation]) -> Make:
    """Write the rows that each mart's query finds, wherever they are."""

    def make(cursor: duckdb.DuckDBPyConnection, file: Path) -> None:
        with _written(cursor, file):
            for name, rows in marts.items():
                cursor.execute(f"create table served.{name} as {rows.sql_query()}")

    return make


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

    is_demo = raw_folder().resolve() == DEMO_FOLDER.resolve()
    return f"""
        select
            '{run_id or get_invocation_id()}' as run_id,
            as_of_at,
            timestamp '{datetime.now(UTC):%Y-%m-%d %H:%M:%S}' as published_at,
            '{__version__}' as project_version,
            {str(is_demo).lower()} as is_demo
        from ({as_of.sql_query()})
    """


@contextmanager
def _written(cursor: duckdb.DuckDBPyConnection, file: Path) -> Iterator[None]:
    """The file as the database `served`, written in one transaction."""
    cursor.execute(f"attach {quoted(file)} as served (storage_version '{STORAGE_VERSION}')")
    try:
        cursor.begin()
        yield
        cursor.commit()
    except duckdb.Error:
        cursor.rollback()
        raise
    finally:
        cursor.execute("detach served")


def _complete(cursor: duckdb.DuckDBPyConnection, marts: Collection[str], manifest: str) -> None:
    """Take what is no public mart out of `served`, and add the number of rows of each mart and the manifest."""
    there = "from duckdb_tables() where database_name = 'served'"
    for schema, table in cursor.execute(f"select schema_name, table_name {there}").fetchall():
        if schema != "main" or table not in marts:
            cursor.execute(f'drop table served."{schema}"."{table}"')
    counts = [f"select '{mart}' as table_name, count(*) as row_count from served.{mart}" for mart in marts]
    cursor.execute(f"create table served.publish_tables as {' union all '.join(counts)}")
    cursor.execute(f"create table served.publish_manifest as {manifest}")


def _to_disk(path: Path) -> None:
    """Make the file, or the names in the folder, survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
