"""A log that was tampered with is not whole, wherever and however."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operations.people import act_at_random
from seller_sla.operations.chain import Entry, faults
from seller_sla.operations.store import Store


@pytest.fixture
def log(store: Store) -> list[Entry]:
    act_at_random(store, Random(7), 60)
    entries = store.entries()
    assert len(entries) > 20
    assert list(faults(entries)) == []
    return entries


EDITS = {
    "kind": lambda e: replace(e, kind="appeal_opened" if e.kind == "decided" else "decided"),
    "subject": lambda e: replace(e, subject=e.subject + "x"),
    "seen": lambda e: replace(e, seen=e.seen + 1),
    "payload": lambda e: replace(e, payload=e.payload.replace('"', '"x', 1)),
    "actor": lambda e: replace(e, actor=e.actor + "."),
    "time": lambda e: replace(e, at=e.at + timedelta(microseconds=1)),
    "previous hash": lambda e: replace(e, previous_hash="f" * 64),
    "hash": lambda e: replace(e, hash="f" * 64),
}
fixture_once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("edit", EDITS)
@fixture_once
@given(data=st.data())
def test_an_edited_entry_is_named(log: list[Entry], edit: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(log) - 1))
    edited = [*log[:at], EDITS[edit](log[at]), *log[at + 1 :]]
    assert any(f"Entry {at + 1} was edited" in fault for fault in faults(edited))


@fixture_once
@given(data=st.data())
def test_an_edited_entry_with_a_new_hash_breaks_the_chain_behind_it(log: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(log) - 2))
    edited = [*log[:at], replace(log[at], actor="nobody").chained(), *log[at + 1 :]]
    assert any(f"Entry {at + 2} is not chained to entry {at + 1}" in fault for fault in faults(edited))


@fixture_once
@given(data=st.data())
def test_missing_and_inserted_entries_are_found(log: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(log) - 2))
    missing = [*log[:at], *log[at + 1 :]]
    assert any(f"After entry {at} comes entry {at + 2}" in fault for fault in faults(missing))
    renumbered = [*log[:at], *(replace(e, sequence=e.sequence - 1).chained() for e in log[at + 1 :])]
    assert any("is not chained" in fault for fault in faults(renumbered))
    inserted = [*log[: at + 1], replace(log[at], sequence=at + 2, previous_hash=log[at].hash).chained(), *log[at + 1 :]]
    assert list(faults(inserted)) != []


@fixture_once
@given(data=st.data())
def test_only_a_hash_that_was_noted_shows_a_cut_end_or_a_log_written_anew(
    log: list[Entry], data: st.DataObject
) -> None:
    left = data.draw(st.integers(0, len(log) - 1))
    cut = log[:left]
    assert list(faults(cut)) == []
    assert list(faults(log, log[-1].hash)) == list(faults(log, log[left].hash[:12])) == []
    assert len(list(faults(cut, log[-1].hash))) == 1
    anew: list[Entry] = []
    for entry in log:
        previous = anew[-1].hash if anew else entry.previous_hash
        anew.append(replace(entry, actor="nobody", previous_hash=previous).chained())
    assert list(faults(anew)) == []
    assert len(list(faults(anew, log[left].hash))) == 1
