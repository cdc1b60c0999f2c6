"""An order's lifecycle twice: by the project's own compiled models, and by walking its events one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from projects import ROOT, Project, seed_rows

MODELS = ("int_distinct_order_events", "int_order_events", "int_order_milestones")
STATUSES = ("blocked", "open", "shipping", "shipped", "delivered", "returned", "cancelled", "lost")


STAGE = {row["status"]: int(row["stage"]) for row in seed_rows("status/order_statuses")}
FINAL = {row["status"] for row in seed_rows("status/order_statuses") if row["is_final"] == "true"}
MOVES = {
    (row["from_status"], row["to_status"]): row["kind"]
    for row in seed_rows("status/status_transitions")
    if row["fulfilled_by"] in ("any", "seller")
}


@dataclass(frozen=True)
class Event:
    """One delivery of a status event."""

    order_id: str
    status: str
    event_at: datetime
    recorded_at: datetime
    actor: str
    loaded_at: datetime
    source_sequence: int | None = None


@dataclass(frozen=True)
class Lifecycle:
    """What must not depend on how events were delivered."""

    first_times: tuple[datetime | None, ...]
    current_status: str | None
    after_final_at: datetime | None


def walked(deliveries: Iterable[Event]) -> Lifecycle:
    """The lifecycle by walking the events of one order in order of time, sequence and stage."""
    distinct: dict[tuple[str, datetime], Event] = {}
    for event in deliveries:
        known = distinct.get((event.status, event.event_at), event)
        sequences = [s for s in (known.source_sequence, event.source_sequence) if s is not None]
        sequence = min(sequences) if sequences else None
        distinct[event.status, event.event_at] = replace(event, source_sequence=sequence)
    last = float("inf")
    events = sorted(
        distinct.values(),
        key=lambda e: (e.event_at, last if e.source_sequence is None else e.source_sequence, STAGE[e.status], e.status),
    )
    standing: list[Event] = []
    late: list[Event] = []
    previous, lowest = "none", STAGE["lost"]
    for event in events:
        kind = "repeat" if previous == event.status else MOVES.get((previous, event.status), "illegal")
        if kind == "reversal" and STAGE[event.status] < lowest:
            kind = "illegal"  # nobody goes back to where the order has never been
        if kind == "reversal":
            taken_back = [e for e in standing if STAGE[e.status] > STAGE[event.status] and e.status not in FINAL]
            standing = [e for e in standing if e not in taken_back]
            late = [e for e in late if e not in taken_back]
        if kind == "illegal" and previous in FINAL:
            late.append(event)
        standing.append(event)
        previous, lowest = event.status, min(lowest, STAGE[event.status])
    in_force = [e for e in standing if e not in late] or standing
    return Lifecycle(
        tuple(min((e.event_at for e in standing if e.status == s), default=None) for s in STATUSES),
        in_force[-1].status if in_force else None,
        min((e.event_at for e in late), default=None),
    )


class Models:
    """The compiled SQL of the lifecycle models over rows of a test."""

    def __init__(self, project: Project) -> None:
        """Take the SQL that dbt compiled in a finished build."""
        folder = project.root / "target" / "compiled" / "seller_sla" / "models" / "intermediate" / "orders"
        self._sql = {name: (folder / f"{name}.sql").read_text() for name in MODELS}
        self._db = duckdb.connect()
        self._db.execute("attach ':memory:' as seller_sla")
        self._db.execute("create schema seller_sla.intermediate; create schema seller_sla.seeds")
        for name in ("order_statuses", "status_transitions"):
            path = Path(ROOT / "seeds" / "status" / f"{name}.csv")
            self._db.execute(f"create table seller_sla.seeds.{name} as from read_csv('{path}', header = true)")

    def lifecycles(self, deliveries: list[Event]) -> dict[str, Lifecycle]:
        """The lifecycle of each order, from rows in the order given."""
        self._db.execute("set schema = 'seller_sla.intermediate'")
        self._db.execute(
            "create or replace table int_known__order_status_history (order_id varchar, status varchar,"
            " event_at timestamp, recorded_at timestamp, actor varchar, reason_code varchar, source_sequence bigint,"
            " loaded_at timestamp, load_order bigint)"
        )
        for row, e in enumerate(deliveries):
            self._db.execute(
                "insert into int_known__order_status_history values (?, ?, ?, ?, ?, null, ?, ?, ?)",
                [e.order_id, e.status, e.event_at, e.recorded_at, e.actor, e.source_sequence, e.loaded_at, row],
            )
        self._db.execute(
            "create or replace table int_known__orders as select distinct order_id, 's' as seller_id,"
            " 'seller' as fulfilled_by from int_known__order_status_history"
        )
        for name, sql in self._sql.items():
            self._db.execute(f"create or replace table {name} as {sql}")
        times = ", ".join(f"{status}_at" for status in STATUSES)
        rows = self._db.execute(f"select order_id, current_status, after_final_at, {times} from int_order_milestones")
        return {order: Lifecycle(tuple(first), status, late) for order, status, late, *first in rows.fetchall()}
