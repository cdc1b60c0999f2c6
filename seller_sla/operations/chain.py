"""Entries of the log, each chained to the one before it by its hash, and what tells that a log is not whole."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

NOTHING_BEFORE = "0" * 64
Facts = Mapping[str, str | int | bool | None]


class OperationsFault(Exception):
    """Something that cannot be done, or is not as it must be. The message is one or more sentences for people."""


@dataclass(frozen=True)
class Entry:
    """One entry. `seen` is the last entry about its subject that its author knew, 0 for none; `at` is UTC without a zone."""

    sequence: int
    kind: str
    subject: str
    seen: int
    payload: str
    actor: str
    at: datetime
    previous_hash: str
    hash: str = ""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The payload, read."""
        facts: dict[str, Any] = json.loads(self.payload)
        return facts

    def chained(self) -> "Entry":
        """The entry with the hash that is its own."""
        return replace(self, hash=self.own_hash())

    def own_hash(self) -> str:
        """SHA-256 of all that the entry says, and of the hash of the entry before it."""
        at = self.at.isoformat(timespec="microseconds")
        said = [self.sequence, self.kind, self.subject, self.seen, self.payload, self.actor, at, self.previous_hash]
        return hashlib.sha256(canonical(said).encode()).hexdigest()

    def __str__(self) -> str:
        """One line for people."""
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items() if value is not None)
        return f"{self.sequence:>5}  {self.at:%Y-%m-%d %H:%M:%S}  {self.actor}: {self.kind} {self.subject} ({facts})"


def canonical(value: Any) -> str:
    """The one text of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def faults(entries: Sequence[Entry], head: str | None = None) -> Iterator[str]:
    """What is wrong with a log, a sentence each: an entry that was edited, taken out, put in or cut off.

    `head`: the hash of an entry, or how it begins, as somebody noted it. Whoever can write to the database can chain anew
    what comes after a forged entry, or leave out the last ones: only a hash that was noted elsewhere shows that.
    """
    nothing = Entry(0, "", "", 0, "{}", "", datetime.min, "", NOTHING_BEFORE)
    for before, entry in pairwise(chain([nothing], entries)):
        yield from faults_after(before, entry)
    last: dict[str, int] = {}
    for entry in entries:
        if entry.seen != last.get(entry.subject, 0):
            yield f"Entry {entry.sequence} follows entry {entry.seen} about {entry.subject}, which is not the last one before it."
        last[entry.subject] = entry.sequence
    if head and not any(entry.hash.startswith(head) for entry in entries):
        yield f"No entry has the hash {head}: entries at the end were cut off, or the log was written anew."


def faults_after(before: Entry, entry: Entry) -> Iterator[str]:
    """What is wrong with an entry, seen from the one before it."""
    if entry.sequence != before.sequence + 1:
        yield f"After entry {before.sequence} comes entry {entry.sequence}: what was between is missing."
    if entry.hash != entry.own_hash():
        yield f"Entry {entry.sequence} was edited: its hash is not that of what it says."
    if entry.previous_hash != before.hash:
        yield (
            f"Entry {entry.sequence} is not chained to entry {before.sequence}: one of them was edited, put in, or follows what"
            " was taken out."
        )
    if entry.at < before.at:
        yield f"Entry {entry.sequence} is older than the one before it."
