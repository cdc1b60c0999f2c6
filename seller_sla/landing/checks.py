"""The files of one shape on their way in: views over them, what Great Expectations counts there, and what lands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from seller_sla.landing import rows
from seller_sla.landing.contract import ROW_COUNT, Rule
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import File
from seller_sla.landing.logs import FIRST_SUITE, Log, Result
from seller_sla.landing.shape import Shape
from seller_sla.landing.types import literal, named

VALUES = "values"


class Check:
    """One shape's check. Its views and small tables lie in the database `database`; their names begin with `name`."""

    def __init__(self, session: Any, log: Log, shape: Shape, database: str, name: str, folder: Path) -> None:
        """`session` is dbt's connection, from which Great Expectations makes its own. Copies go into `folder`."""
        self.session, self.log, self.shape, self.database, self.name = session, log, shape, database, name
        self.gathered = folder / f"{name}.gathered.parquet"
        self.contract, self.landed_at = shape.contract, log.run_at
        self.conflict = rows.conflict_rule(shape.contract)

    def scratch(self, name: str) -> str:
        """A scratch table or view of this check."""
        return f"{self.database}.{named(f'{self.name}_{name}')}"

    def view(self, cursor: duckdb.DuckDBPyConnection, name: str, query: str) -> str:
        """Make a view and name it."""
        cursor.execute(f"create or replace view {self.scratch(name)} as {query}")
        return self.scratch(name)

    def passes_structure(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """First suite: the columns are there, and every record could be read. False: check the files singly."""
        query = self.shape.delivered_query()
        if self.shape.is_scattered:
            cursor.execute(f"copy ({query}) to {literal(self.gathered)} (format parquet, compression lz4)")
            query = f"select * from read_parquet({literal(self.gathered)})"
        delivered = self.view(cursor, "delivered", query)
        self.view(cursor, "named", self.shape.named_query(delivered))
        rules = self.contract.structural_rules(self.shape.record_count)
        return self.validate(cursor, FIRST_SUITE, "named", rules)

    def passes_values(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """Second suite: Great Expectations counts the same faults that SQL marks. False: check the files singly."""
        typed = self.view(cursor, "typed", self.shape.typed_query(self.scratch("delivered")))
        rules, held = self.contract.row_rules(self.landed_at), self.scratch("held")
        cursor.execute(f"create or replace table {held} as {rows.faults_query(rules, typed)}")
        if self.conflict:
            cursor.execute(f"insert into {held} {rows.beaten_query(self.contract, typed, held)}")
        found = cursor.execute(f"select 1 from {held} limit 1").fetchall()
        self.view(cursor, "checked", rows.checked_query(typed, held if found else None))
        return self.validate(cursor, VALUES, "checked", rules + ([self.conflict] if self.conflict else []))

    def validate(self, cursor: duckdb.DuckDBPyConnection, suite: str, view: str, rules: list[Rule]) -> bool:
        """Run a suite over all files of the shape, and log what it found in each."""
        from seller_sla.landing import validation

        results = validation.validate(self.session, self.database, f"{self.name}_{view}", suite, rules)
        found = dict(self.by_file(cursor, view, rules, results))
        if len(found) < len(self.shape.files):
            return False
        self.log.write_results(suite, list(found.items()))
        validation.stop_on_error(self.shape.first.file.name, results)
        return True

    def by_file(
        self, cursor: duckdb.DuckDBPyConnection, view: str, rules: list[Rule], results: list[Result]
    ) -> Iterator[tuple[File, list[Result]]]:
        """The results file by file. Of several files, faults are split by SQL, and only where that counts as many."""
        if len(self.shape.files) == 1:
            yield self.shape.first.file, results
            return
        failed = [at for at, result in enumerate(results) if result.unexpected_count]
        if any(result.error for result in results):
            return
        counts = self.counts(cursor, view, {at: rules[at] for at in failed})
        if any(sum(of_file[at] for of_file in counts) != results[at].unexpected_count for at in failed):
            return
        for delivered, of_file in zip(self.shape.files, counts, strict=True):
            yield delivered.file, [self.split(delivered, r, of_file.get(at)) for at, r in enumerate(results)]

    def counts(self, cursor: duckdb.DuckDBPyConnection, view: str, failed: dict[int, Rule]) -> list[dict[int, int]]:
        """Of each file, how many rows break each rule: by SQL, or lines that are no record, as its reader counted."""
        counts = [dict.fromkeys(failed, 0) for _ in self.shape.files]
        asked = {at: rule for at, rule in failed.items() if rule.faulty is not None}
        if asked:
            query = rows.counts_query(list(asked.values()), self.scratch(view))
            for file_at, *found in cursor.execute(query).fetchall():
                counts[file_at] |= dict(zip(asked, found, strict=True))
        for at in (at for at, rule in failed.items() if rule.expectation == ROW_COUNT):
            for delivered, of_file in zip(self.shape.files, counts, strict=True):
                of_file[at] = delivered.broken_count
        return counts

    @staticmethod
    def split(delivered: Delivered, result: Result, count: int | None) -> Result:
        """One file's part of a result; `count` is its part of the faults, nothing where there are none at all."""
        elements = None if result.element_count is None else delivered.record_count - delivered.broken_count
        if count is None:
            return Result(
                result.expectation, result.severity, result.success, result.unexpected_count, elements, result.detail
            )
        return Result(result.expectation, result.severity, count == 0, count, elements, result.detail if count else "")

    def name_files(self, cursor: duckdb.DuckDBPyConnection, numbers: dict[File, int]) -> None:
        """Say which file a row's _file_at means; `numbers` count all new files of the table."""
        files = ", ".join(
            f"({at}, {numbers[one.file]}, {literal(one.file.name)}, {literal(one.file.sha256)}, {one.file.order})"
            for at, one in enumerate(self.shape.files)
        )
        cursor.execute(
            f"create or replace table {self.scratch('files')} as"
            f" select * from (values {files}) as f (_file_at, file_no, file_name, file_hash, file_order)"
        )

    def fresh_query(self) -> str:
        """Accepted rows, with the number of their file."""
        return rows.fresh_query(self.contract, self.scratch("checked"), self.scratch("files"))

    def append_queries(self) -> Iterator[str]:
        """What lands of the shape."""
        yield rows.append_query(self.shape, self.scratch("checked"), self.scratch("files"), self.landed_at)
        if any(file.broken for file in self.shape.files):
            yield rows.append_broken_query(self.shape, self.scratch("files"), self.landed_at)
