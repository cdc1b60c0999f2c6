"""What the gate found, in tables that its own connection commits: kept whether the files are let in or refused."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import File
from seller_sla.landing.types import literal

LOCK = threading.Lock()
FIRST_SUITE = "structure"

TABLES = {
    "gx_results": "raw_table varchar, suite varchar, expectation varchar, severity varchar, success boolean,"
    " unexpected_count bigint, element_count bigint, file_name varchar, file_hash varchar, detail varchar,"
    " run_id varchar, checked_at timestamp",
    "file_log": "raw_table varchar, file_name varchar, file_hash varchar, landed_at timestamp, record_count bigint,"
    " duplicate_count bigint, extra_columns varchar, absent_columns varchar, delimiter varchar, encoding varchar",
    "present_files": "raw_table varchar, file_name varchar, file_hash varchar, seen_at timestamp",
}


@dataclass(frozen=True)
class Result:
    """Outcome of one expectation. `error` is set when it could not be evaluated at all."""

    expectation: str
    severity: str
    success: bool
    unexpected_count: int | None
    element_count: int | None
    detail: str
    error: str = ""


@dataclass(frozen=True)
class FileReport:
    """What is remembered of a file that was let in."""

    file: File
    delivered: Delivered
    absent: list[str]
    duplicate_count: int


class Log:
    """The log of one raw table in one run. Writing is idempotent, one writer at a time."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, schema: str, raw_table: str, run_id: str, run_at: datetime
    ) -> None:
        """Create the log tables where they do not exist yet."""
        self.cursor, self.schema, self.raw_table, self.run_id, self.run_at = cursor, schema, raw_table, run_id, run_at
        with LOCK:
            cursor.execute(f"create schema if not exists {schema}")
            for table, columns in TABLES.items():
                cursor.execute(f"create table if not exists {schema}.{table} ({columns})")

    def close(self) -> None:
        """Give the connection back."""
        self.cursor.close()

    def known_hashes(self, landed: str | None) -> set[str]:
        """Contents that need no reading: those with landed rows, and files without a single record."""
        query = f"select file_hash from {self.schema}.file_log where raw_table = ? and record_count = 0"
        if landed:
            query += f" union select distinct _file_hash from {landed}"
        return {file_hash for (file_hash,) in self.cursor.execute(query, [self.raw_table]).fetchall()}

    def forget_unlanded(self, landed: str | None) -> None:
        """Drop the record of files whose rows never arrived because the run was killed between the two."""
        arrived = f" and file_hash not in (select distinct _file_hash from {landed})" if landed else ""
        with LOCK:
            query = f"delete from {self.schema}.file_log where raw_table = ? and record_count > 0{arrived}"
            self.cursor.execute(query, [self.raw_table])

    def write_results(self, suite: str, found: Sequence[tuple[File, list[Result]]]) -> None:
        """Keep what one suite found in each file. The newest check of a content replaces older ones, also of a killed run."""
        rows = [
            [
                self.raw_table, suite, r.expectation, r.severity, r.success, r.unexpected_count, r.element_count,
                file.name, file.sha256, r.error or r.detail, self.run_id, self.run_at,
            ]
            for file, results in found
            for r in results
        ]  # fmt: skip
        # A check begins with the first suite, so that replaces the results of all.
        older = "" if suite == FIRST_SUITE else f" and suite = {literal(suite)}"
        self.replace("gx_results", rows, [file for file, _ in found], older)

    def write_files(self, reports: list[FileReport]) -> None:
        """Remember the files that are let in."""
        rows = [
            [
                self.raw_table, report.file.name, report.file.sha256, self.run_at, report.delivered.record_count,
                report.duplicate_count, ", ".join(report.delivered.extra), ", ".join(report.absent),
                report.delivered.delimiter, report.delivered.encoding,
            ]
            for report in reports
        ]  # fmt: skip
        self.replace("file_log", rows, [report.file for report in reports])

    def write_present(self, files: Sequence[File]) -> None:
        """Keep which files of the table lie in the raw folder now, in place of those that lay there before."""
        rows = [[self.raw_table, file.name, file.sha256, self.run_at] for file in files]
        self.replace("present_files", rows)

    def replace(
        self, table: str, rows: Sequence[Sequence[object]], files: Sequence[File] | None = None, where: str = ""
    ) -> None:
        """Put rows in the place of those of the same files, or of all files of the raw table, in one transaction."""
        hashes = "" if files is None else " and file_hash in (select unnest(cast($hashes as varchar[])))"
        found: dict[str, object] = {"raw_table": self.raw_table}
        if files is not None:
            found["hashes"] = [file.sha256 for file in files]
        kinds = [column.split(" ")[1] for column in TABLES[table].split(", ")]
        values = ", ".join(f"unnest(cast(${at} as {kind}[]))" for at, kind in enumerate(kinds, 1))
        with LOCK:
            self.cursor.execute("begin")
            self.cursor.execute(f"delete from {self.schema}.{table} where raw_table = $raw_table{hashes}{where}", found)
            if rows:
                self.cursor.execute(
                    f"insert into {self.schema}.{table} select {values}", list(map(list, zip(*rows, strict=True)))
                )
            self.cursor.execute("commit")
