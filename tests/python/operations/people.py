"""People who use the store: at random, one after the other, or several at the same moment."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from seller_sla.operations.acts import Desk
from seller_sla.operations.chain import Entry, OperationsFault, faults
from seller_sla.operations.store import Conflict, Store

PEOPLE, DECISIONS_EACH = 6, 8
SHARED = "late/S01/2026-05-01"
DRAFT = {
    "policy_id": "p", "program": "mall", "metric_code": "late_shipment", "window_code": "month", "is_carrier_accountable": "true",
}  # fmt: skip


@dataclass
class Clock:
    """A clock that a test can set; it moves on by a minute whenever it is read."""

    at: datetime = datetime(2026, 3, 1)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def act_at_random(store: Store, random: Random, times: int) -> None:
    """Do things that are allowed, and things that are refused."""
    for _ in range(times):
        with suppress(OperationsFault):
            desk = Desk(store, random.choice(["anna", "ben, jr.", 'c "quoted"\nname']))
            random.choice(list(acts(desk, random)))()


def acts(desk: Desk, random: Random) -> Iterator[Callable[[], Entry]]:
    """All that somebody could do, each to something at random, which may not be there."""
    recommendation, first = random.choice(["r/1", "r/2"]), date(2026, 3, 1) + timedelta(days=random.randrange(30))
    outcome, scope = random.choice(["granted", "refused"]), {"seller_id": random.choice([None, "s"])}
    appeal, exemption, plan, action = (
        random.choice([*desk.book.tables[table], "nothing-1"])
        for table in ("appeals", "exemptions", "plans", "plan_actions")
    )
    yield lambda: desk.decide(recommendation, "approve", None, "fine")
    yield lambda: desk.appeal(recommendation, "s", "unfair")
    yield lambda: desk.answer_appeal(appeal, outcome, "so be it")
    yield lambda: desk.exempt(scope, first, None, "leave_out", None, "strike")
    yield lambda: desk.revoke(exemption, "over")
    yield lambda: desk.open_plan("s", "p", first, first + timedelta(days=9), 40_000)
    yield lambda: desk.accept_plan(plan)
    yield lambda: desk.close_plan(plan)
    yield lambda: desk.add_action(plan, "corrective", "late pick-up", "earlier pick-up", first)
    yield lambda: desk.finish_action(action)
    yield lambda: desk.draft_policy({**DRAFT, "limit_value": str(random.randrange(90, 99))})


def at_once(url: str) -> list[str | None]:
    """Several processes decide at the same moment, one thing together and others apart; what was said about the one."""
    context = multiprocessing.get_context("spawn")
    ready, said = context.Barrier(PEOPLE), context.Queue()
    started = [context.Process(target=decide, args=(url, f"p{number}", ready, said)) for number in range(PEOPLE)]
    for process in started:
        process.start()
    sentences = [said.get(timeout=120) for _ in started]
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0] * PEOPLE
    return sentences


def decide(url: str, actor: str, ready: Any, said: Any) -> None:
    """What one of the processes does."""
    store = Store(url)
    desk = Desk(store, actor)
    ready.wait()
    try:
        desk.decide(SHARED, "approve", None, "as recommended")
        said.put(None)
    except Conflict as conflict:
        said.put(str(conflict))
    for number in range(DECISIONS_EACH):
        Desk(store, actor).decide(f"{actor}/{number}", "reject", None, "no")


def draft_for_ever(url: str) -> None:
    """Draft one policy after the other, until killed."""
    while True:
        Desk(Store(url), "robot").draft_policy({"policy_id": "p"})


def check_that_one_won_and_nothing_is_lost(store: Store, sentences: list[str | None]) -> None:
    """Of those who decided the same at once."""
    entries = store.entries()
    assert list(faults(entries)) == []
    assert len(entries) == 1 + PEOPLE * DECISIONS_EACH
    [winner] = [entry for entry in entries if entry.subject == f"recommendation/{SHARED}"]
    assert sentences.count(None) == 1
    for sentence in filter(None, sentences):
        assert f"{winner.actor}: decided recommendation/{SHARED}" in sentence
        assert f"repeat it with --seen {winner.sequence}." in sentence
