"""What lies in the raw folder and is read by no table: listed anew in every build, and never a failure."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb

from seller_sla.landing.contract import Contract
from seller_sla.landing.files import AGAIN, SUFFIXES, is_of
from seller_sla.landing.folders import raw_folder
from seller_sla.landing.refusals import told_at_exit, warn_at_exit
from seller_sla.landing.types import literal

# What is hidden, what other tools leave behind (_SUCCESS), and what people write about the data.
NO_DELIVERY = re.compile(r"[._]|readme|license", re.IGNORECASE)
# Its files are read whatever the source systems, and written by `seller-sla ops export`: nobody means to deliver one.
OPERATIONS = "operations"
MOST_TOLD = 3
# A letter or two too many, missing or swapped; `offers` is not near `orders`, nor `payments` near `shipments`.
NEAR = 0.8


@dataclass(frozen=True)
class Unread:
    """A file or folder that no table in use reads. `likely_table` is the raw table it is probably meant for."""

    file_name: str
    size_bytes: int | None
    likely_table: str | None
    sentence: str


def list_unread(session: Any, systems: Collection[str] | str) -> duckdb.DuckDBPyRelation:
    """Body of the model that lists them; those with a likely table are also told when the build ends."""
    with told_at_exit():
        folder = raw_folder()
    unread = unread_files(folder, [systems] if isinstance(systems, str) else systems)
    warn(f"{folder}/{one.sentence}" for one in unread if one.likely_table)
    return relation(session, unread)


def warn(sentences: Iterable[str]) -> None:
    """Have the first few said at the end of the build."""
    told = list(sentences)
    more = len(told) - MOST_TOLD
    warn_at_exit(told[:MOST_TOLD])
    if more > 0:
        warn_at_exit([f"and {more} more that no table reads: fct_unread_files lists them all."])


def relation(session: Any, unread: list[Unread]) -> duckdb.DuckDBPyRelation:
    """The list as rows."""
    rows = [
        f"({', '.join('null' if value is None else literal(value) for value in astuple(one))})"
        for one in (Unread("", None, None, ""), *unread)  # values need a row
    ]
    names = "file_name, size_bytes, likely_table, sentence"
    listed: duckdb.DuckDBPyRelation = session.sql(
        f"select file_name, cast(size_bytes as bigint) as size_bytes, cast(likely_table as varchar) as likely_table,"
        f" sentence from (values {', '.join(rows)}) as unread ({names}) where file_name <> ''"
    )
    return listed


def unread_files(folder: Path, systems: Collection[str]) -> list[Unread]:
    """Entries of the raw folder that no table of these source systems reads, by name."""
    return sorted(found(folder, systems), key=lambda one: one.file_name)


def found(folder: Path, systems: Collection[str]) -> Iterator[Unread]:
    """The same, as the folder lists them."""
    contracts = Contract.all()
    in_use = [contract for contract in contracts if contract.system in systems]
    ours = [contract for contract in contracts if contract.system == OPERATIONS]
    for entry in folder.iterdir() if folder.is_dir() else ():
        if NO_DELIVERY.match(entry.name):
            continue
        if not entry.exists():
            table = likely(entry, in_use)
            yield described(entry, table, f"this link leads nowhere: mend it or remove it {AGAIN}")
        elif not any(is_of(contract, entry) for contract in (*in_use, *ours)):
            other = next((contract.system for contract in contracts if is_of(contract, entry)), None)
            table = None if other else likely(entry, in_use)
            yield described(entry, table, what_to_do(entry, table, other))


def likely(entry: Path, contracts: list[Contract]) -> Contract | None:
    """The table whose name is part of the entry's (`orders_2026-07`) or nearly the same (`ORDER`), apart from digits."""
    words = words_of(entry.name.split(".")[0])
    named = [c for c in contracts if f"_{'_'.join(words_of(c.file_name))}_" in f"_{'_'.join(words)}_"]
    if named:
        return max(named, key=lambda contract: len(contract.file_name))
    nearness = [(near(words, contract, shared_words(contracts, contract.system)), contract) for contract in contracts]
    best, nearest = max(nearness, key=lambda pair: pair[0], default=(0.0, None))
    return nearest if best >= NEAR else None


def near(words: list[str], contract: Contract, shared: set[str]) -> float:
    """How near a name comes to a table's, 0 to 1."""
    left, right = ("".join(w for w in of if w not in shared) for of in (words, words_of(contract.file_name)))
    return difflib.SequenceMatcher(None, left, right).ratio()


def shared_words(contracts: list[Contract], system: str) -> set[str]:
    """Words in the name of every table of a system: they tell none from another (`olist_..._dataset`)."""
    names = [set(words_of(contract.file_name)) for contract in contracts if contract.system == system]
    return set.intersection(*names) if len(names) > 1 else set()


def words_of(name: str) -> list[str]:
    """A name's words, without digits."""
    return re.findall("[a-z]+", name.lower())


def what_to_do(entry: Path, table: Contract | None, other_system: str | None) -> str:
    """How to have the entry read."""
    if other_system:
        return (
            f"the source system {other_system} reads this, which the variable `sources` does not name: "
            f"add it there if this is to be judged, {AGAIN}"
        )
    unread = "no table reads this"
    if not table:
        return f"{unread}, and no table has a name like it: if it holds rows of a table, name it like the table {AGAIN}"
    is_readable = entry.is_dir() or entry.name.lower().endswith(SUFFIXES)
    move = "move it into" if is_readable else "save it as .csv, .csv.gz or .parquet in"
    return f"{unread}: if it is meant for the table {table.table}, {move} the folder {table.file_name}/ {AGAIN}"


def described(entry: Path, table: Contract | None, sentence: str) -> Unread:
    """An entry as it is listed."""
    name = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in entry.name)
    size = entry.stat().st_size if entry.is_file() else None
    return Unread(name, size, table.raw_table if table else None, f"{name}: {sentence}.")
