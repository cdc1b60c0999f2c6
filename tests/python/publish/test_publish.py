"""The published file: complete, read-only, replaced in one step. Here without dbt; the recovery tests use real builds."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from seller_sla.publish import copy_of_the_marts, publish, quoted, rows_of, tell_of_files_mostly_held_back

MARTS = ("dim_sellers", "fct_orders")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with two small marts."""
    with duckdb.connect(tmp_path / "it's here.duckdb") as connection:
        connection.execute(f"attach {quoted(tmp_path / 'marts.duckdb')} as marts (storage_version 'v1.2.0')")
        connection.execute("create table marts.dim_sellers as select 'a' as seller_id")
        connection.execute("create table marts.fct_orders as select range as order_id from range(1000)")
        connection.execute("create table int_as_of as select timestamp '2026-06-30 22:15:00' as as_of_at")
        yield connection


def publish_marts(session: duckdb.DuckDBPyConnection) -> tuple:
    manifest = publish(session, session.query("select * from int_as_of"), MARTS, copy_of_the_marts)
    return dict(zip(manifest.columns, manifest.fetchall()[0], strict=True))


def read(folder: Path, query: str) -> list[tuple]:
    with duckdb.connect() as reader:
        reader.execute(f"attach '{folder}/published/marts.duckdb' as m (read_only)")
        reader.execute("use m")
        return reader.execute(query).fetchall()


def test_readers_find_the_marts_their_counts_and_the_manifest(session, tmp_path):
    manifest = publish_marts(session)
    assert read(tmp_path, "select count(*), max(order_id) from fct_orders") == [(1000, 999)]
    assert read(tmp_path, "from publish_tables order by all") == [("dim_sellers", 1), ("fct_orders", 1000)]
    assert read(tmp_path, "from publish_manifest") == [tuple(manifest.values())]
    assert str(manifest["as_of_at"]) == "2026-06-30 22:15:00"
    assert list(manifest) == ["run_id", "as_of_at", "published_at", "project_version", "is_demo"]


def test_only_the_default_raw_folder_is_the_demo(session, monkeypatch):
    monkeypatch.delenv("SELLER_SLA_RAW_DIR", raising=False)
    assert publish_marts(session)["is_demo"] is True
    monkeypatch.setenv("SELLER_SLA_RAW_DIR", "./data/demo/")
    assert publish_marts(session)["is_demo"] is True
    monkeypatch.setenv("SELLER_SLA_RAW_DIR", "my_data")
    assert publish_marts(session)["is_demo"] is False


def test_a_damaged_file_is_no_reason_not_to_publish(session, tmp_path):
    publish_marts(session)
    file = tmp_path / "published" / "marts.duckdb"
    file.unlink()
    file.write_bytes(b"cut off")
    landed = (
        "select '' as raw_table, '' as file_hash, '' as file_name, now() as landed_at,"
        " 0 as quarantined_count, 1 as record_count"
    )
    nothing = session.query("select '' as raw_table, '' as file_hash, '' as reasons")
    tell_of_files_mostly_held_back(session, session.query(landed), nothing)
    publish_marts(session)
    assert read(tmp_path, "select count(*) from fct_orders") == [(1000,)]


def test_nobody_may_write_to_the_file(session, tmp_path):
    publish_marts(session)
    assert stat.S_IMODE((tmp_path / "published" / "marts.duckdb").stat().st_mode) == 0o444


def test_what_is_no_public_mart_is_not_handed_on(session, tmp_path):
    session.execute("create schema marts.state; create table marts.state.int_judged_state as select 1 as run_id")
    session.execute("create table marts.fct_of_an_older_version as select 1 as order_id")
    publish_marts(session)
    tables = {"dim_sellers", "fct_orders", "publish_manifest", "publish_tables"}
    assert {name for (name,) in read(tmp_path, "select table_name from duckdb_tables()")} == tables
    assert session.execute("select count(*) from marts.fct_of_an_older_version").fetchone() == (1,)


def test_the_copy_leaves_the_marts_locked_for_the_build(session, tmp_path):
    publish_marts(session)
    other = [sys.executable, "-c", "import duckdb, sys; duckdb.connect(sys.argv[1])", str(tmp_path / "marts.duckdb")]
    ended = subprocess.run(other, capture_output=True, text=True, check=False)
    assert "Could not set lock on file" in ended.stderr


def test_marts_of_another_engine_are_published_row_by_row(session, tmp_path):
    marts = {name: session.query(f"select * from marts.{name}") for name in MARTS}
    publish(session, session.query("select * from int_as_of"), MARTS, rows_of(marts), run_id="there")
    assert read(tmp_path, "select count(*), max(order_id) from fct_orders") == [(1000, 999)]
    assert read(tmp_path, "select run_id from publish_manifest") == [("there",)]
    tags = read(tmp_path, "select tags['storage_version'] from duckdb_databases() where database_name = 'm'")
    assert tags[0][0].startswith("v1.2.0")


def test_an_older_duckdb_can_open_the_file(session, tmp_path):
    publish_marts(session)
    tags = read(tmp_path, "select tags['storage_version'] from duckdb_databases() where database_name = 'm'")
    assert tags[0][0].startswith("v1.2.0")


def test_a_reader_keeps_what_it_opened_and_the_next_one_sees_the_new_file(session, tmp_path):
    publish_marts(session)
    with duckdb.connect() as early:
        early.execute(f"attach '{tmp_path}/published/marts.duckdb' as m (read_only)")
        session.execute("insert into marts.dim_sellers values ('b')")
        publish_marts(session)
        assert early.execute("select count(*) from m.dim_sellers").fetchone() == (1,)
    assert read(tmp_path, "select count(*) from dim_sellers") == [(2,)]


def test_what_killed_builds_left_is_removed(session, tmp_path):
    (tmp_path / "published").mkdir()
    for name in (".marts.duckdb.4711", ".marts.duckdb.4711.wal", f".marts.duckdb.{os.getpid()}"):
        (tmp_path / "published" / name).write_bytes(b"half a file")
    publish_marts(session)
    assert [file.name for file in (tmp_path / "published").iterdir()] == ["marts.duckdb"]


def test_a_failing_copy_leaves_the_old_file_and_the_next_publish_works(session, tmp_path):
    publish_marts(session)
    before = (tmp_path / "published" / "marts.duckdb").read_bytes()
    broken = {"fct_orders": session.query("select error('the disk is full') as order_id")}
    with pytest.raises(duckdb.Error, match="the disk is full"):
        publish(session, session.query("select * from int_as_of"), broken, rows_of(broken))
    assert (tmp_path / "published" / "marts.duckdb").read_bytes() == before
    publish_marts(session)
    assert read(tmp_path, "select count(*) from fct_orders") == [(1000,)]


def test_a_database_in_memory_cannot_be_published():
    with duckdb.connect() as session:
        session.execute("create table int_as_of as select timestamp '2026-06-30 22:15:00' as as_of_at")
        with pytest.raises(ValueError, match="give the DuckDB target of the profile a path"):
            publish(session, session.query("select * from int_as_of"), MARTS, copy_of_the_marts)
