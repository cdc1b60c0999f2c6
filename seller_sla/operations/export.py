"""Hand the tables of the store to the landing gate: a file for whatever is new, into the raw folder."""

import csv
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from seller_sla.landing.contract import Contract
from seller_sla.operations.chain import Entry, OperationsFault
from seller_sla.operations.records import KEYS, Version, versions
from seller_sla.operations.store import Store

SOURCE = "operations"
# A file is named after the last entry of the log that was known when it was written.
NAME = re.compile(r"(?P<sequence>\d{8})-(?P<hash>[0-9a-f]{16})\.csv")


@dataclass(frozen=True)
class Exported:
    """A file of an earlier export, and the entry of the log that it reaches to."""

    path: Path
    sequence: int
    hash: str


def export(store: Store, raw_folder: Path) -> list[Path]:
    """Write what is new since the files that lie there: every version of every record, once. Returns the files."""
    entries = store.entries()
    if not entries:
        return []
    if broken := list(strangers(raw_folder, entries)):
        raise OperationsFault("\n".join(broken))
    every = list(versions(entries))
    return [file for table in KEYS if (file := export_table(table, every, entries[-1], raw_folder))]


def export_table(table: str, every: Sequence[Version], head: Entry, raw_folder: Path) -> Path | None:
    """Write the new versions of one table, if there are any."""
    reached = max((file.sequence for file in exported(raw_folder, table)), default=0)
    fresh = [version for version in every if version.table == table and version.entry.sequence > reached]
    if not fresh:
        return None
    file = folder_of(raw_folder, table) / f"{head.sequence:08}-{head.hash[:16]}.csv"
    write(file, Contract.read(SOURCE, table).names, fresh)
    return file


def write(file: Path, columns: list[str], rows: Sequence[Version]) -> None:
    """Write the file whole: under a name that the gate does not read until then."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([text(version.record.get(column)) for column in columns] for version in rows)
        unfinished.replace(file)
    except OSError as failed:
        raise OperationsFault(
            f"{file}: what was decided cannot be written there ({failed.strerror}): allow it."
        ) from None


def text(value: Any) -> str:
    """A value as the landing gate reads it."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def exported(raw_folder: Path, table: str) -> Iterator[Exported]:
    """The files of earlier exports of a table."""
    for path in sorted(folder_of(raw_folder, table).glob("*.csv")):
        if named := NAME.fullmatch(path.name):
            yield Exported(path, int(named["sequence"]), named["hash"])


def folder_of(raw_folder: Path, table: str) -> Path:
    """Where the files of a table lie."""
    return raw_folder / f"{SOURCE}__{table}"


def strangers(raw_folder: Path, entries: Sequence[Entry]) -> Iterator[str]:
    """A sentence for each exported file that this log does not bear out: it is another log, or was cut or rewritten."""
    hashes = {entry.sequence: entry.hash for entry in entries}
    for table in KEYS:
        for file in exported(raw_folder, table):
            if not hashes.get(file.sequence, "").startswith(file.hash):
                yield (
                    f"{file.path} was exported when entry {file.sequence} of the log had a hash that begins with {file.hash}, and"
                    " now it has not: the log was cut off or written anew, or the files are those of another store."
                    " Find out which with `seller-sla ops verify`; files of another store belong into another raw folder."
                )
