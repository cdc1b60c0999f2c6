"""Files of one shape are checked and landed together: the SQL that types their rows and lists each row's faults.

Nothing is copied here. `delivered` and `typed` are views over the files; DuckDB reads the columns that a check asks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from seller_sla.landing.contract import Column, Contract
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import SMALL
from seller_sla.landing.parquet_files import exactly, in_text
from seller_sla.landing.types import literal, named, text, typed

MANY_SOURCES = 20


@dataclass(frozen=True)
class Shape:
    """Files with the same columns in the same order and of the same types. One that names no column is alone."""

    contract: Contract
    files: list[Delivered] = field(default_factory=list)

    @property
    def first(self) -> Delivered:
        """The file that speaks for all."""
        return self.files[0]

    @property
    def record_count(self) -> int:
        """Number of records of all files, with those that cannot be read."""
        return sum(file.record_count for file in self.files)

    @property
    def is_scattered(self) -> bool:
        """Whether the rows lie in so many small files that a query spends its time on opening them."""
        sources = len({file.rows for file in self.files})
        return sources > MANY_SOURCES and sum(file.file.state[0] for file in self.files) < sources * SMALL

    def singly(self) -> "list[Shape]":
        """Each file as a shape of its own."""
        return [Shape(self.contract, [file]) for file in self.files]

    def delivered_query(self) -> str:
        """The rows as delivered: values that are of the contract's type as they are, all others as text, by place."""
        first = self.first
        native = {at: self.native(column) for column, at in self.places()}
        columns = [
            f"{native.get(at) or in_text(first.place(at), kind)} as {named(str(at))}"
            for at, kind in enumerate(first.kinds)
        ]
        copied = [named(column.value_name) for column, _ in self.places() if first.is_copy and not column.is_text]
        selected = ", ".join([*columns, *copied])
        return " union all ".join(f"select {selected}, {rows}" for rows in self.sources())

    def sources(self) -> Iterator[str]:
        """SQL of each row's number in its file, the file's place in the shape, and where the rows are read from."""
        together: dict[Path | None, list[int]] = defaultdict(list)
        for at, file in enumerate(self.files):
            together[None if file.part is None else file.rows].append(at)
        for bundle, places in together.items():
            yield self.parts_of(bundle, places) if bundle else self.whole_files(places)

    def whole_files(self, places: list[int]) -> str:
        """The rows of files that have a Parquet file each."""
        number = "_row_number" if self.first.is_numbered else "file_row_number + 1 as _row_number"
        file_at = "file_index" if len(places) == len(self.files) else f"{places}[cast(file_index as bigint) + 1]"
        paths = ", ".join(literal(self.files[at].rows) for at in places)
        return f"{number}, {file_at} as _file_at from read_parquet([{paths}], file_row_number = true)"

    def parts_of(self, bundle: Path, places: list[int]) -> str:
        """The rows of files that are parts of one bundle, of which this shape may have only some."""
        parts = {self.files[at].part or 0: at for at in places}
        of_parts = [parts.get(part) for part in range(max(parts) + 1)]
        before = ["null" if at is None else str(self.files[at].rows_before) for at in of_parts]
        file_at = ["null" if at is None else str(at) for at in of_parts]
        return (
            f"file_row_number + 1 - [{', '.join(before)}][_part + 1] as _row_number,"
            f" [{', '.join(file_at)}][_part + 1] as _file_at"
            f" from read_parquet({literal(bundle)}, file_row_number = true)"
            f" where _part in ({', '.join(map(str, parts))})"
        )

    def named_query(self, delivered: str) -> str:
        """The same under the contract's column names: what a delivered table must be is asked of these."""
        names = [f"{named(str(at))} as {named(self.first.name_of(at))}" for at in range(len(self.first.header))]
        return f"select {', '.join(names)} from {delivered}"

    def typed_query(self, delivered: str) -> str:
        """Every row, typed, with the text of its values."""
        texts = [
            f"{self.text_of(column)} as {named(column.text_name)}"
            for column in self.contract.columns
            if not column.is_text
        ]
        values = [f"{self.value_of(column)} as {named(column.name)}" for column in self.contract.columns]
        return f"""
            with texts as (select {", ".join(["*", *texts])} from {delivered})
            select {", ".join(["*", *values])} from texts
        """

    def places(self) -> list[tuple[Column, int]]:
        """The contract's columns that are delivered, with their places."""
        places = self.first.columns
        return [(column, places[column.name]) for column in self.contract.columns if column.name in places]

    def native(self, column: Column) -> str | None:
        """SQL of a delivered value that already is of the contract's type."""
        at = self.first.columns[column.name]
        return exactly(self.first.place(at), self.first.kinds[at], column.data_type)

    def text_of(self, column: Column) -> str:
        """SQL of a value's text; a native value stands for itself, as it needs no reading."""
        at = self.first.columns.get(column.name)
        if at is None:
            return "cast(null as varchar)"
        return named(str(at)) if self.native(column) else text(str(at))

    def value_of(self, column: Column) -> str:
        """SQL of a value."""
        at = self.first.columns.get(column.name)
        if at is None:
            return f"cast(null as {column.data_type})"
        if column.is_text:
            return text(str(at))
        if self.native(column):
            return named(str(at))
        return named(column.value_name) if self.first.is_copy else typed(named(column.text_name), column.written_as)

    def raw_record(self) -> str:
        """SQL of a row as delivered, all its columns, as a JSON object."""
        pairs = (
            f"{literal(name or f'column {at + 1}')}, cast({named(str(at))} as varchar)"
            for at, name in enumerate(self.first.header)
        )
        return f"cast(json_object({', '.join(pairs)}) as varchar)"


def shapes_of(contract: Contract, files: Iterable[Delivered]) -> list[Shape]:
    """The files in groups that can be read together."""

    def key(file: Delivered) -> tuple[str, ...]:
        alone = "" if set(file.columns) else file.file.sha256
        return (alone, str(file.is_copy), str(file.is_numbered), *file.header, *file.kinds)

    return [Shape(contract, list(group)) for _, group in groupby(sorted(files, key=key), key=key)]
