"""The facts with PostgreSQL: a server of its own is started, loaded, measured while the script runs, and stopped.

`python -m benchmarks.opponents.postgres` is the script's side of the connection.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import ROOT
from benchmarks.hand_tuned.run import RAW_TABLES, parquet
from benchmarks.measure import Measured, measure
from benchmarks.opponents.compare import TABLES
from benchmarks.opponents.sql_script import Dialect, run

TICKS = os.sysconf("SC_CLK_TCK")
SETTINGS = ("jit = off", "work_mem = '256MB'", "maintenance_work_mem = '256MB'", "temp_buffers = '64MB'")
TYPES = {"VARCHAR": "text", "BOOLEAN": "boolean", "BIGINT": "bigint", "INTEGER": "integer", "TIMESTAMP": "timestamp"}


class Postgres:
    """Tables are unlogged, and analyzed when they are made."""

    dialect = Dialect(
        text="text",
        moment="timestamp",
        number="double precision",
        plus_days="({day} + cast({days} as integer))",
        seconds_between="cast(extract(epoch from date_trunc('second', {b}) - date_trunc('second', {a})) as bigint)",
    )

    def __init__(self, settings: Mapping[str, str]) -> None:
        import psycopg2

        server = {name: settings[f"SELLER_SLA_POSTGRES_{name}"] for name in ("HOST", "PORT", "USER", "DATABASE")}
        self.connection = psycopg2.connect(
            host=server["HOST"], port=server["PORT"], user=server["USER"], dbname=server["DATABASE"]
        )
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        for setting in SETTINGS:
            self.cursor.execute(f"set {setting}")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        self.cursor.execute(sql)
        return list(self.cursor.fetchall())

    def load(self, table: str, names: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        from psycopg2.extras import execute_values

        columns = ", ".join(f"{name} {kind}" for name, kind in names.items())
        self.cursor.execute(f"create unlogged table {table} ({columns})")
        execute_values(self.cursor, f"insert into {table} values %s", list(rows), page_size=1000)
        self.cursor.execute(f"analyze {table}")

    def create(self, table: str, sql: str) -> None:
        self.cursor.execute(f"create unlogged table {table} as {sql}")
        self.cursor.execute(f"analyze {table}")

    def copy_in(self, raw: Path, table: str, folder: Path) -> None:
        """Load the files of a raw table."""
        file, source = folder / f"{table}.csv", f"read_parquet('{parquet(raw, table)}')"
        described = duckdb.execute(f"describe from {source}").fetchall()
        columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind, *_ in described)
        duckdb.execute(f"copy (from {source}) to '{file}' (format csv, header true)")
        self.cursor.execute(f"create unlogged table raw_{table} ({columns})")
        with file.open(encoding="utf-8") as stream:
            self.cursor.copy_expert(f"copy raw_{table} from stdin (format csv, header true)", stream)
        file.unlink()
        self.cursor.execute(f"analyze raw_{table}")

    def copy_out(self, table: str, target: Path) -> None:
        """Write a table as a text file."""
        (target / table).mkdir(parents=True)
        with (target / table / "all.csv").open("w", encoding="utf-8") as stream:
            self.cursor.copy_expert(f"copy {table} to stdout (format csv, header true)", stream)


def programs() -> object:
    """The folder of the server's programs, if there is one."""
    from engines.servers import postgres_programs

    return postgres_programs()


def measured_run(raw: Path, target: Path) -> Measured:
    """Load the raw tables, measure the script on both sides of the connection, and write what it made.

    The memory is that of the script's side; a server's cannot be told from the system's cache.
    """
    from engines.servers import postgres

    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with postgres() as settings:
        server = server_process(settings)
        with tempfile.TemporaryDirectory(dir=target) as folder:
            loading = Postgres(settings)
            for table in RAW_TABLES:
                loading.copy_in(raw, table, Path(folder))
            loading.connection.close()
        before = cpu_seconds(server)
        cost = measure([sys.executable, "-m", "benchmarks.opponents.postgres"], ROOT, settings)
        after = cpu_seconds(server)
        made = Postgres(settings)
        for table in TABLES:
            made.copy_out(table, target)
        made.connection.close()
    return replace(cost, cpu_seconds=cost.cpu_seconds + after - before)


def server_process(settings: Mapping[str, str]) -> int:
    """Process id of the server."""
    connection = Postgres(settings)
    connection.cursor.execute("alter system set autovacuum = off")
    connection.cursor.execute("select pg_reload_conf()")
    [(folder,)] = connection.query("show data_directory")
    connection.connection.close()
    return int((Path(folder) / "postmaster.pid").read_text().splitlines()[0])


def cpu_seconds(server: int) -> float:
    """Processor seconds of the server and of every process that it has started and that has ended."""
    time.sleep(1)  # until it has taken notice that the last connection ended
    fields = Path(f"/proc/{server}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICKS


if __name__ == "__main__":
    run(Postgres(os.environ))
