"""Land the new files of one raw table: one call is one dbt node.

A file is let in as a whole, every row with its list of faults (none: accepted), or it is refused and nothing of its
table changes. What was found is logged by a connection of the gate's own, so that it is kept in either case.
"""

import shutil
import tempfile
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from seller_sla.landing import files, rows
from seller_sla.landing.contract import Contract
from seller_sla.landing.files import AGAIN, Delivered, File
from seller_sla.landing.logs import FIRST_SUITE, FileReport, Log, Result
from seller_sla.landing.refusals import FileRefused, Refused, print_at_exit
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
        gate.land(files.raw_folder())
        return gate.batch()
    except Refused as refused:
        print_at_exit(str(refused).splitlines())
        raise FileRefused(str(refused)) from None
    finally:
        gate.close()


@cache
def emptied(folder: Path) -> Path:
    """The folder, without what a killed run left in it: only one process at a time can have the warehouse."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Gate:
    """One table's gate. It works in a database in memory that is gone with the process."""

    def __init__(self, session: Any, contract: Contract, log_schema: str, landed: str | None, run: Run) -> None:
        """`landed` is the table of the rows landed so far, if there is one."""
        self.session, self.contract, self.landed, self.run = session, contract, landed, run
        self.cursor: duckdb.DuckDBPyConnection = session.cursor()
        with LOCK:
            self.cursor.execute(f"attach if not exists ':memory:' as {SCRATCH}")
        self.log = Log(session.cursor(), log_schema, contract.raw_table, run.run_id, run.started_at)
        self.cursor.execute(f"create or replace table {self.scratch('batch')} ({rows.batch_columns(contract)})")

    def close(self) -> None:
        """Leave no connection and no table behind, except the batch, which dbt has yet to read."""
        for name in ("text", "typed", "broken"):
            self.cursor.execute(f"drop table if exists {self.scratch(name)}")
        self.log.close()
        self.cursor.close()

    def scratch(self, name: str) -> str:
        """A scratch table of this gate."""
        return f"{SCRATCH}.{named(self.table_name(name))}"

    def table_name(self, name: str) -> str:
        """The name of a scratch table within its database."""
        return f"{self.contract.raw_table}_{name}"

    def batch(self) -> duckdb.DuckDBPyRelation:
        """What this run lands."""
        relation: duckdb.DuckDBPyRelation = self.session.sql(f"select * from {self.scratch('batch')}")
        return relation

    def land(self, raw_dir: Path) -> None:
        """Fill the batch with the rows of all new files. Refusals are raised together, and then none lands."""
        self.log.forget_unlanded(self.landed)
        self.log.write_present([])
        paths = files.find(raw_dir, self.contract)
        if not paths and self.contract.required:
            self.check_missing(raw_dir)
        known = self.log.known_hashes(self.landed)
        refused: list[str] = []
        reports: list[FileReport] = []
        present: list[File] = []
        for path in paths:
            try:
                file = File.at(path, raw_dir)
                present.append(file)
                if file.sha256 not in known:
                    known.add(file.sha256)
                    reports.append(self.let_in(file))
            except Refused as refusal:
                refused.append(f"{raw_dir}/{refusal}")
        self.log.write_present(present)
        if refused:
            raise Refused("\n".join(refused))
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

    def temporary_root(self) -> Path | None:
        """A folder beside the warehouse for unpacked files; the system's own for a warehouse in memory."""
        query = "select path from duckdb_databases() where database_name = current_database()"
        [(path,)] = self.cursor.execute(query).fetchall()
        if not path:
            return None
        with LOCK:
            return emptied(Path(path).parent / "landing_files")

    def let_in(self, file: File) -> FileReport:
        """Read, validate and type one file, and add its rows to the batch."""
        text_table, broken = self.scratch("text"), self.scratch("broken")
        try:
            with tempfile.TemporaryDirectory(dir=self.temporary_root()) as work_dir:
                delivered = files.load(file, self.contract, self.cursor, Path(work_dir), text_table, broken)
        except Refused as refusal:
            result = Result("the file can be read", "critical", False, None, None, str(refusal))
            self.log.write_results(file, FIRST_SUITE, [result])
            raise
        self.validate_structure(file, delivered)
        self.validate_values(file, delivered)
        return self.append(file, delivered)

    def validate_structure(self, file: File, delivered: Delivered) -> None:
        """First suite: the columns are there, and every record could be read."""
        from seller_sla.landing import validation

        rules = self.contract.structural_rules(delivered.record_count)
        results = validation.validate(self.session, SCRATCH, self.table_name("text"), FIRST_SUITE, rules)
        self.log.write_results(file, FIRST_SUITE, results)
        if refusal := files.missing_columns(file.name, self.contract, delivered):
            raise refusal
        validation.stop_on_error(file.name, results)

    def validate_values(self, file: File, delivered: Delivered) -> None:
        """Second suite: type the rows, mark their faults, and have Great Expectations count the same faults."""
        from seller_sla.landing import validation

        contract, typed, landed_at = self.contract, self.scratch("typed"), self.run.started_at
        query = rows.typed_query(contract, delivered, self.scratch("text"), landed_at)
        self.cursor.execute(f"create or replace table {typed} as {query}")
        rules = contract.row_rules(landed_at)
        if conflict := rows.conflict_rule(contract):
            self.cursor.execute(rows.mark_conflicts(contract, typed))
            rules.append(conflict)
        results = validation.validate(self.session, SCRATCH, self.table_name("typed"), "values", rules)
        self.log.write_results(file, "values", results)
        validation.stop_on_error(file.name, results)

    def append(self, file: File, delivered: Delivered) -> FileReport:
        """Add the file's rows to the batch, and count those that repeat a row of it or of an earlier file."""
        contract, typed = self.contract, self.scratch("typed")
        tables = (typed, self.scratch("text"), self.scratch("broken"))
        query = rows.append_query(contract, file, delivered, tables, self.run.started_at)
        earlier = [self.scratch("batch"), *([self.landed] if self.landed else [])]
        [(duplicates,)] = self.cursor.execute(rows.duplicates_query(contract, typed, earlier)).fetchall()
        self.cursor.execute(f"insert into {self.scratch('batch')} {query}")
        absent = [name for name in contract.names if name not in delivered.columns]
        return FileReport(file, delivered, absent, duplicates)
