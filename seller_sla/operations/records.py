"""What the log says, as tables: each entry makes a record, or a newer version of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from seller_sla.operations.chain import Entry, OperationsFault

Record = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """What an entry of a kind does: to which table, and which columns say who and when.

    One with a `noun` makes a record, named after the noun and the entry's number. Any other changes the record that the key
    in its payload names.
    """

    table: str
    key: str
    who: str | None
    when: str
    noun: str = ""


KINDS = {
    "decided": Kind("decisions", "decision_id", "decided_by", "decided_at", "decision"),
    "appeal_opened": Kind("appeals", "appeal_id", "opened_by", "opened_at", "appeal"),
    "appeal_closed": Kind("appeals", "appeal_id", "closed_by", "closed_at"),
    "exemption_granted": Kind("exemptions", "exemption_id", "granted_by", "granted_at", "exemption"),
    "exemption_revoked": Kind("exemptions", "exemption_id", "revoked_by", "revoked_at"),
    "plan_opened": Kind("plans", "plan_id", "opened_by", "opened_at", "plan"),
    "plan_accepted": Kind("plans", "plan_id", "accepted_by", "accepted_at"),
    "plan_closed": Kind("plans", "plan_id", "closed_by", "closed_at"),
    "action_added": Kind("plan_actions", "action_id", None, "added_at", "action"),
    "action_done": Kind("plan_actions", "action_id", None, "done_at"),
    "policy_drafted": Kind("policy_drafts", "draft_id", "drafted_by", "drafted_at", "draft"),
}
KEYS = {kind.table: kind.key for kind in KINDS.values()}


@dataclass(frozen=True)
class Version:
    """A record as an entry left it."""

    table: str
    entry: Entry
    record: Record


def versions(entries: Iterable[Entry]) -> Iterator[Version]:
    """Every version of every record, in the order of the log. `loaded_at` is when the entry was written."""
    records: dict[str, Record] = {}
    for entry in entries:
        kind = KINDS.get(entry.kind)
        if kind is None:
            raise OperationsFault(
                f"Entry {entry.sequence} is of the kind {entry.kind}, which this version of seller-sla does not know: update it."
            )
        key = f"{kind.noun}-{entry.sequence}" if kind.noun else str(entry.facts[kind.key])
        said = {**entry.facts, kind.key: key, kind.when: entry.at, "loaded_at": entry.at}
        if kind.who:
            said[kind.who] = entry.actor
        records[key] = {**records.get(key, {}), **said}
        yield Version(kind.table, entry, records[key])


class Book:
    """The log as it is read before something is done: what holds now, and which entry is the last about a subject."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self.tables: dict[str, dict[str, Version]] = {table: {} for table in KEYS}
        for version in versions(self.entries):
            self.tables[version.table][version.record[KEYS[version.table]]] = version

    def last(self, subject: str) -> int:
        """Number of the last entry about a subject; 0 if there is none."""
        return max((entry.sequence for entry in self.entries if entry.subject == subject), default=0)

    def find(self, table: str, key: str) -> Version:
        """A record as it is now."""
        found = self.tables[table].get(key)
        if found is None:
            there = ", ".join(self.tables[table]) or "none"
            raise OperationsFault(f"There is no {KEYS[table].removesuffix('_id')} {key}; there is {there}.")
        return found
