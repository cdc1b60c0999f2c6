"""Files of one shape are checked and landed together: the SQL that types their rows and lists each row's faults.

Nothing is copied here. `delivered` and `typed` are views over the files; DuckDB reads the columns that a check asks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from seller_sla.landing.contract import Column, Contract
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.parquet_files import exactly, in_text
from seller_sla.landing.types import literal, named, text, typed


@dataclass(frozen=True)
class Shape:
    """Files with the same columns in the same order and of the same types. A file with broken lines has one of its own."""

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
        number = "_row_number" if first.is_numbered else "file_row_number + 1 as _row_number"
        paths = ", ".join(literal(file.rows) for file in self.files)
        return f"""
            select {", ".join([*columns, *copied])}, {number}, file_index as _file_at
            from read_parquet([{paths}], file_row_number = true)
        """

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
        return named(column.value_name) if self.first.is_copy else typed(named(column.text_name), column.data_type)

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
        alone = file.file.sha256 if file.broken_count or not set(file.columns) else ""
        return (alone, str(file.is_copy), str(file.is_numbered), *file.header, *file.kinds)

    return [Shape(contract, list(group)) for _, group in groupby(sorted(files, key=key), key=key)]
