"""What one delivered file turned out to hold: its columns held against the contract, and where its rows lie."""

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from seller_sla.landing.contract import Contract
from seller_sla.landing.files import AGAIN, File
from seller_sla.landing.refusals import Refused

TEXT = "VARCHAR"


@dataclass
class Delivered:
    """One file. Its rows lie in `rows`, a Parquet file: the delivered one, or a copy of the records of a CSV file.

    A copy has its columns by place, as text; beside them the values that are no text (Column.value_name); and, when lines
    had to be put aside, each record's number in the file as _row_number (`is_numbered`). Those lines lie in `broken`.
    Small files have one copy together, a bundle: the rows of each have its number in it, `part`, as _part, and stand behind
    `rows_before` rows of others.
    """

    file: File
    rows: Path
    record_count: int = 0
    broken_count: int = 0
    broken: Path | None = None
    header: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = "utf-8"
    is_copy: bool = False
    is_numbered: bool = False
    part: int | None = None
    rows_before: int = 0

    def place(self, at: int) -> str:
        """Name of a delivered column in `rows`."""
        return f"column {at + 1}" if self.is_copy else self.header[at]

    @property
    def extra(self) -> list[str]:
        """Delivered columns that the contract does not name."""
        used = set(self.columns.values())
        return [name or f"(column {at + 1})" for at, name in enumerate(self.header) if at not in used]

    def name_of(self, at: int) -> str:
        """A delivered column's name: the contract's, or a number for an extra column."""
        return next((name for name, place in self.columns.items() if place == at), f"extra {at + 1}")

    def map_columns(self, contract: Contract, header: list[str]) -> None:
        """Match the header with the contract by name, whatever the order and letter case."""
        self.header = [name.strip().strip("\ufeff") for name in header]
        self.kinds = self.kinds or [TEXT] * len(self.header)
        lowered = [name.lower() for name in self.header]
        for name in contract.names:
            if lowered.count(name.lower()) > 1:
                raise Refused(
                    f"{self.file.name}: the header names the column {name} {lowered.count(name.lower())} times: "
                    f"keep one of them {AGAIN}."
                )
            if name.lower() in lowered:
                self.columns[name] = lowered.index(name.lower())

    def check_columns(self, contract: Contract) -> None:
        """Refuse a file without a required column, or with any column under a changed name."""
        if not self.columns:
            names = ", ".join(contract.names)
            raise Refused(
                f"{self.file.name}: its first line names no column of {contract.table} ({names}): add the header {AGAIN}."
            )
        faults = []
        for column in (column for column in contract.columns if column.name not in self.columns):
            like = lookalike(column.name, self.extra)
            renamed = like and letters(like) == letters(column.name)
            if column.required or renamed:
                faults.append(f"{column.name} (is it {like}?)" if like else column.name)
        if faults:
            raise Refused(f"{self.file.name}: its header lacks {' and '.join(faults)}: mend the header {AGAIN}.")


def lookalike(name: str, delivered: list[str]) -> str | None:
    """The delivered name that is probably meant."""
    found = difflib.get_close_matches(letters(name), [letters(other) for other in delivered], n=1, cutoff=0.6)
    return next((other for other in delivered if found and letters(other) == found[0]), None)


def letters(name: str) -> str:
    """A name without case and punctuation."""
    return re.sub(r"[\W_]", "", name).lower()
