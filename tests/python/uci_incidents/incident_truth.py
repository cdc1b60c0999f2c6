"""What became of each incident of the log, told from its rows in plain Python: a second opinion on the models."""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

RUNNING, PAUSED, SOLVED = "running", "paused", "solved"
STATES = {  # how far along, and what the clock does
    "New": (1, RUNNING), "Active": (2, RUNNING), "Awaiting User Info": (3, PAUSED), "Awaiting Vendor": (4, PAUSED),
    "Awaiting Problem": (4, PAUSED), "Awaiting Evidence": (4, PAUSED), "Resolved": (5, SOLVED), "Closed": (6, SOLVED),
}  # fmt: skip
ALLOWED = timedelta(hours=72)


@dataclass(frozen=True)
class Incident:
    """One incident: who answers, how long its clock ran until it was last solved, and what the log itself says of it."""

    group: str
    opened_at: datetime
    solved_at: datetime | None
    running_seconds: int | None
    due_at: datetime | None
    was_solved: bool
    was_reopened: bool
    log_resolved_at: datetime | None
    log_reopen_count: int
    log_made_sla: bool


def time_of(text: str) -> datetime:
    """A time of the log: d/m/yyyy hh:mm."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def incidents(folder: Path, refused: str = "") -> dict[str, Incident]:
    """Every incident of the log by its number, but one whose rows the contract refuses."""
    [path] = folder.glob("incident_event_log.csv*")
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["number"]].append(row)
    return {number: told(found) for number, found in rows.items() if number != refused}


def told(rows: list[dict[str, str]]) -> Incident:
    """Walk through the changes of one incident as a watch would: it runs, it is stopped, it runs on."""
    last, opened_at = rows[-1], time_of(rows[0]["opened_at"])
    known = [row for row in rows if row["incident_state"] in STATES]
    changes = sorted(
        (time_of(r["sys_updated_at"]), int(r["sys_mod_count"]), *STATES[r["incident_state"]]) for r in known
    )
    ran, runs_since, kind = timedelta(0), opened_at, RUNNING
    due_at = solved_at = ran_until_solved = None
    was_solved = was_reopened = False
    for at, _, _, next_kind in changes:
        if kind == RUNNING and at > runs_since:
            if due_at is None and ran + (at - runs_since) >= ALLOWED:
                due_at = runs_since + ALLOWED - ran
            ran += at - runs_since
        if next_kind == SOLVED and kind != SOLVED:
            solved_at, ran_until_solved, was_solved = at, ran, True
        was_reopened = was_reopened or (kind == SOLVED and next_kind != SOLVED)
        kind, runs_since = next_kind, max(at, opened_at)
    is_solved = kind == SOLVED
    return Incident(
        group=next((r["assignment_group"] for r in reversed(rows) if r["assignment_group"] != "?"), "No group"),
        opened_at=opened_at,
        solved_at=solved_at if is_solved else None,
        running_seconds=int(ran_until_solved.total_seconds()) if is_solved and ran_until_solved is not None else None,
        due_at=due_at,
        was_solved=was_solved,
        was_reopened=was_reopened,
        log_resolved_at=None if last["resolved_at"] == "?" else time_of(last["resolved_at"]),
        log_reopen_count=int(last["reopen_count"]),
        log_made_sla=last["made_sla"] == "true",
    )
