"""Land the new files of one raw table: one call is one dbt node.

A file is let in as a whole, every row with its list of faults (none: accepted), or it is refused and nothing of its
table changes. What was found is logged by a connection of the gate's own, so that it is kept in either case.
"""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from seller_sla.landing import files, rows
from seller_sla.landing.checks import Check
from seller_sla.landing.contract import Contract
from seller_sla.landing.csv_files import Csv
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import AGAIN, File
from seller_sla.landing.folders import raw_folder
from seller_sla.landing.logs import FIRST_SUITE, FileReport, Log, Result
from seller_sla.landing.parquet_files import read_parquet
from seller_sla.landing.refusals import Refused, told_at_exit
from seller_sla.landing.shape import shapes_of
from seller_sla.landing.small_files import MOST_TOGETHER, copy_together
from seller_sla.landing.types import named

SCRATCH = "landing_scratch"
LOCK = threading.Lock()


@dataclass(frozen=True)
class Run:
    """One invocation of dbt."""

    run_id: str
    started_at: datetime

    @classmethod
    def current(cls) -> "Run":
        """The invocation that this process is in."""
        try:
            from dbt_common.invocation import get_invocation_id, get_invocation_started_at
        except ImportError:
            return cls(str(uuid4()), datetime.now(UTC).replace(tzinfo=None))
        return cls(get_invocation_id(), get_invocation_started_at())


def land(dbt: Any, session: Any, source: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Body of every landing model. `source` names the table of the input contract."""
    [(source_name, table)] = source.fetchall()
    contract = Contract.read(source_name, table)
    landed = f"{dbt.this.schema}.{dbt.this.identifier}" if dbt.is_incremental else None
    gate = Gate(session, contract, dbt.this.schema, landed, Run.current())
    try:
        with told_at_exit():
            gate.land(raw_folder())
            return gate.batch()
    finally:
        gate.close()


@contextmanager
def kept(refused: list[Refused]) -> Iterator[None]:
    """Keep a refusal and go on: all faults are told at once."""
    try:
        yield
    except Refused as refusal:
        refused.append(refusal)


@cache
def work_folder(beside: Path | None) -> Path:
    """An empty folder beside the warehouse, gone with the process. Only one process at a time can have the warehouse."""
    if beside is None:
        folder = Path(tempfile.mkdtemp())
    else:
        folder = beside / "landing_files"
        shutil.rmtree(folder, ignore_errors=True)  # what a killed run left
        folder.mkdir(parents=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Gate:
    """One table's gate. Its views and small tables lie in a database in memory that is gone with the process."""

    def __init__(self, session: Any, contract: Contract, log_schema: str, landed: str | None, run: Run) -> None:
        """`landed` is the table of the rows landed so far, if there is one."""
        self.session, self.contract, self.landed, self.run = session, contract, landed, run
        self.cursor: duckdb.DuckDBPyConnection = session.cursor()
        with LOCK:
            self.cursor.execute(f"attach if not exists ':memory:' as {SCRATCH}")
        self.log = Log(session.cursor(), log_schema, contract.raw_table, run.run_id, run.started_at)
        self.cursor.execute(f"create or replace table {self.scratch('none')} ({rows.batch_columns(contract)})")
        self.queries = [f"select * from {self.scratch('none')}"]

    def close(self) -> None:
        """Give the connections back. What the batch is read from stays until dbt has read it."""
        self.log.close()
        self.cursor.close()

    def scratch(self, name: str) -> str:
        """A scratch table or view of this gate."""
        return f"{SCRATCH}.{named(self.table_name(name))}"

    def table_name(self, name: str) -> str:
        """The name of a scratch table within its database."""
        return f"{self.contract.raw_table}_{name}"

    def batch(self) -> duckdb.DuckDBPyRelation:
        """What this run lands, read from the files when dbt asks for it."""
        relation: duckdb.DuckDBPyRelation = self.session.sql(" union all ".join(self.queries))
        return relation

    def land(self, raw_dir: Path) -> None:
        """Let in the rows of all new files. Refusals are raised together, and then none lands."""
        self.log.forget_unlanded(self.landed)
        self.log.write_present([])
        paths = files.find(raw_dir, self.contract)
        if not paths and self.contract.required:
            self.check_missing(raw_dir)
        known = self.log.known_hashes(self.landed)
        refused: list[Refused] = []
        present: list[File] = []
        new: list[File] = []
        for path in paths:
            with kept(refused):
                file = File.at(path, raw_dir)
                present.append(file)
                if file.sha256 not in known:
                    known.add(file.sha256)
                    new.append(file)
        self.log.write_present(present)
        reports = self.check(self.read(new, refused), refused)
        if refused:
            sentences = (line for refusal in refused for line in str(refusal).splitlines())
            raise Refused("\n".join(f"{raw_dir}/{sentence}" for sentence in sorted(sentences)))
        self.log.write_files(reports)

    def check_missing(self, raw_dir: Path) -> None:
        """A required table needs a file; an emptied folder will do when the table has landed before."""
        name = self.contract.file_name
        if not raw_dir.is_dir():
            raise Refused(f"{raw_dir}: there is no such folder: name the raw folder in SELLER_SLA_RAW_DIR {AGAIN}.")
        landed_before = self.landed and self.cursor.execute(f"select 1 from {self.landed} limit 1").fetchall()
        if landed_before and (raw_dir / name).is_dir():
            return
        place = f"{raw_dir}/{name}.csv"
        raise Refused(
            f"{place}: the required table {name} has no file: deliver it as .csv, .csv.gz or .parquet {AGAIN}."
        )

    @cached_property
    def work_dir(self) -> Path:
        """A folder for copies of CSV files; the system's own for a warehouse in memory."""
        query = "select path from duckdb_databases() where database_name = current_database()"
        [(path,)] = self.cursor.execute(query).fetchall()
        with LOCK:
            folder = work_folder(Path(path).parent if path else None) / self.contract.raw_table
        folder.mkdir(exist_ok=True)
        return folder

    def read(self, new: list[File], refused: list[Refused]) -> list[Delivered]:
        """What the new files hold, in their order. Small CSV files are copied together."""
        read: dict[File, Delivered] = {}
        small: list[Csv] = []
        for file in new:
            with self.logged(file, refused):
                reader = self.reader(file)
                if isinstance(reader, Csv) and reader.is_small:
                    small.append(reader)
                else:
                    read[file] = reader.copy(self.cursor) if isinstance(reader, Csv) else reader
            if small and (len(small) == MOST_TOGETHER or file == new[-1]):
                read |= self.copied(small, refused)
                small.clear()
        return [read[file] for file in new if file in read]

    def reader(self, file: File) -> Csv | Delivered:
        """What reads a file, or what it holds."""
        files.check_format(file.path, file.name)
        if file.path.name.lower().endswith(".parquet"):
            return read_parquet(file, self.contract, self.cursor)
        return Csv(file, self.contract, self.work_dir)

    def copied(self, small: list[Csv], refused: list[Refused]) -> dict[File, Delivered]:
        """What small CSV files hold."""
        left_over = set(copy_together(small, self.cursor))
        copied = {csv.file: csv.delivered for csv in small if csv not in left_over}
        for csv in left_over:
            with self.logged(csv.file, refused):
                copied[csv.file] = csv.copy(self.cursor)
        return copied

    @contextmanager
    def logged(self, file: File, refused: list[Refused]) -> Iterator[None]:
        """Keep a refusal, log that the file cannot be read, and go on."""
        with kept(refused):
            try:
                yield
            except Refused as refusal:
                result = Result("the file can be read", "critical", False, None, None, str(refusal))
                self.log.write_results(FIRST_SUITE, [(file, [result])])
                raise

    def check(self, new: list[Delivered], refused: list[Refused]) -> list[FileReport]:
        """Validate all new files, those of one shape together, and report what was found."""
        numbers = {delivered.file: number for number, delivered in enumerate(new, 1)}
        waiting = shapes_of(self.contract, new)
        fresh: list[str] = []
        for shape in waiting:
            check = Check(self.session, self.log, shape, SCRATCH, self.table_name(str(len(fresh))), self.work_dir)
            with kept(refused):
                if not self.let_in(check, refused):
                    waiting += shape.singly()
                    continue
                check.name_files(self.cursor, numbers)
                fresh.append(check.fresh_query())
                self.queries += check.append_queries()
        for delivered in new:
            with kept(refused):
                delivered.file.check_unchanged()
        duplicates = {} if refused else self.duplicates(fresh)
        return [self.report(delivered, duplicates.get(numbers[delivered.file], 0)) for delivered in new]

    def let_in(self, check: Check, refused: list[Refused]) -> bool:
        """Validate the files of one shape; false when they must be validated singly. A wrong header stops the table."""
        if not check.passes_structure(self.cursor):
            return False
        before = len(refused)
        for delivered in check.shape.files:
            with kept(refused):
                delivered.check_columns(self.contract)
        return len(refused) > before or check.passes_values(self.cursor)

    def duplicates(self, fresh: list[str]) -> dict[int, int]:
        """Accepted rows of each new file, by its number, that were delivered before."""
        if not fresh:
            return {}
        return dict(self.cursor.execute(rows.duplicates_query(self.contract, fresh, self.landed)).fetchall())

    def report(self, delivered: Delivered, duplicate_count: int) -> FileReport:
        """What is remembered of a file."""
        absent = [name for name in self.contract.names if name not in delivered.columns]
        return FileReport(delivered.file, delivered, absent, duplicate_count)
