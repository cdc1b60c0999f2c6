"""What the log takes and refuses, in a file; tests/python/engines does the same on PostgreSQL."""

import multiprocessing
import os
import signal
from datetime import datetime
from pathlib import Path

import pytest

from operations.conftest import At
from operations.people import Clock, at_once, check_that_one_won_and_nothing_is_lost, draft_for_ever
from projects import wait_until
from seller_sla.operations.chain import OperationsFault, faults
from seller_sla.operations.store import Conflict, Store


def test_a_store_that_is_absent_is_empty_and_stays_absent(tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    store = Store(f"sqlite:///{file}")
    assert (store.entries(), store.exists(), file.exists()) == ([], False, False)


def test_of_several_who_decide_at_once_one_wins_and_nothing_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'operations.sqlite'}"
    check_that_one_won_and_nothing_is_lost(Store(url), at_once(url))


def test_a_writer_that_is_killed_leaves_a_whole_log(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'operations.sqlite'}"
    store, written = Store(url), 0
    for _ in range(3):
        process = multiprocessing.get_context("spawn").Process(target=draft_for_ever, args=(url,))
        process.start()
        wait_until(lambda: len(store.entries()) >= written + 3, 60, "A third entry")  # noqa: B023
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert list(faults(store.entries())) == []
        written = len(store.entries())


def test_who_decides_otherwise_must_have_seen_the_decision(desk: At) -> None:
    first = desk("anna").decide("r", "approve", None, "fine")
    with pytest.raises(
        Conflict, match=r"you have seen none, so nothing was written:\n.*anna: decided recommendation/r"
    ):
        desk("ben").decide("r", "reject", None, "no")
    with pytest.raises(Conflict, match="you have seen entry 7, so nothing"):
        desk("ben", seen=7).decide("r", "reject", None, "no")
    with pytest.raises(Conflict, match="no entry about recommendation/q yet, so you cannot have seen entry 1"):
        desk("ben", seen=1).decide("q", "reject", None, "no")
    second = desk("ben", seen=first.sequence).decide("r", "reject", None, "no")
    assert (second.sequence, second.seen) == (2, 1)


def test_who_decides_must_have_seen_an_appeal(desk: At) -> None:
    desk("anna").decide("r", "approve", None, "fine")
    appeal = desk("clerk").appeal("r", "s", "unfair")
    with pytest.raises(Conflict, match="clerk: appeal_opened recommendation/r"):
        desk("anna", seen=1).decide("r", "change", "notify", "milder")
    assert desk("anna", seen=appeal.sequence).decide("r", "change", "notify", "milder").sequence == 3


def test_what_has_ended_ends_once(desk: At) -> None:
    desk().appeal("r", "s", "unfair")
    with pytest.raises(OperationsFault, match="An appeal is open already"):
        desk().appeal("r", "s", "still unfair")
    desk().answer_appeal("appeal-1", "granted", "true")
    with pytest.raises(
        OperationsFault, match="appeal-1 is answered already, since 2026-03-01 00:02:00 UTC, so nothing was"
    ):
        desk().answer_appeal("appeal-1", "refused", "or not")
    desk().appeal("r", "s", "once more")
    with pytest.raises(OperationsFault, match="There is no appeal appeal-9; there is appeal-1, appeal-3"):
        desk().answer_appeal("appeal-9", "granted", "?")


def test_time_never_goes_back(desk: At, store: Store) -> None:
    desk().decide("r", "approve", None, "fine")
    assert isinstance(store.clock, Clock)
    store.clock.at = datetime(2026, 1, 1)
    desk().decide("q", "approve", None, "fine")
    first, second = store.entries()
    assert (second.at - first.at).microseconds == 1
    assert list(faults(store.entries())) == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url at all", "SELLER_SLA_OPERATIONS_URL: the operations store cannot be opened"),
        ("mysql+nothing://u:secret@host/d", "SELLER_SLA_OPERATIONS_URL: the operations store cannot be opened"),
        ("duckdb:///x.duckdb", "is kept in SQLite or PostgreSQL, not in duckdb"),
    ],
)
def test_another_database_is_refused_in_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(OperationsFault, match=sentence) as refused:
        Store(url)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    file.write_text("These are no entries, but words, and more of them than SQLite needs to see that.")
    with pytest.raises(
        OperationsFault, match=r"operations\.sqlite cannot be used \(file is not a database\): mend that"
    ):
        Store(f"sqlite:///{file}").entries()
