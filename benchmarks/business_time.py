"""Due dates in business time: how many per second and processor, and how many are wrong.

The calendars, clocks and random starts are those of the test of business time, and so is the oracle, which walks every
minute. The due dates come from the project's calendar models and its macro, as dbt compiles them.
"""

import random
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import duckdb

from business_time.calendar_project import connect, run_dbt, write_project
from business_time.oracle import Oracle
from business_time.test_business_time_oracle import WINDOWS, Clock, calendars, clocks_of, random_pair, seed_rows

COPIES = 100  # how often the starts are repeated for the rate: ten million due dates of 100,000
RUNS = 3
DUE = """
select s.start_no, s.copy_no, {{ business_due_at('d', 's.started_at') }} as due_at
from {{ ref('starts') }} as s
inner join {{ ref('int_calendar__due_times') }} as d
    on d.clock_id = s.clock_id and d.calendar_id = s.calendar_id and d.slot_no = {{ slot_no('s.started_at') }}
"""
STARTS = """
select start_no, clock_id, calendar_id, started_at, copy_no
from read_parquet('starts.parquet')
cross join generate_series(1, {copies}) as copies (copy_no)
"""


@dataclass(frozen=True)
class Start:
    """A moment at which a business clock starts, and when walking the minutes says that its time is up."""

    clock: Clock
    started_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class BusinessTime:
    """Due dates per second of one processor, and how many of the checked ones are not what the oracle says."""

    per_second_per_core: int
    checked: int
    wrong: int


def measured(due_dates: int = 100_000, copies: int = COPIES) -> BusinessTime:
    """Build the calendars, check so many due dates, and time many copies of them on one processor."""
    with tempfile.TemporaryDirectory(prefix="seller_sla_business_time_") as name:
        folder = Path(name)
        starts = project(folder, due_dates, copies)
        query = next((folder / "target").rglob("compiled/**/due.sql")).read_text(encoding="utf-8")
        with connect(folder) as connection:
            connection.execute("set threads = 1")
            seconds = median(timed(connection, query) for _ in range(RUNS))
            answers = dict(connection.execute("select start_no, due_at from due where copy_no = 1").fetchall())
    wrong = sum(answers.get(number) != start.due_at for number, start in enumerate(starts))
    return BusinessTime(round(len(starts) * copies / seconds), len(starts), wrong)


def timed(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    """Processor seconds of writing all due dates into a table."""
    started = time.process_time()
    connection.execute(f"create or replace table due as {query}")
    return time.process_time() - started


def project(folder: Path, due_dates: int, copies: int) -> list[Start]:
    """Write and build a project with the calendars of the test and a model with the due dates of random starts."""
    first, days = WINDOWS["2024"]
    rng = random.Random(7)
    rules = calendars(first.date())
    clocks = [clocks_of(rule.calendar_id, rng) for rule in rules]
    oracles = [Oracle(rule, first, days) for rule in rules]
    span = (str(first + timedelta(days=32)), str(first + timedelta(days=days - 103)))
    write_project(folder, [clock.row() for both in clocks for of in both for clock in of], span, seed_rows(rules))
    starts: list[Start] = []
    for number in range(due_dates // 2):
        place = number // 2 % len(rules)
        pair = random_pair(number, oracles[place], clocks[place], rng)
        _, by_hours, by_days = pair.expected(oracles[place])
        starts += (Start(pair.hours, pair.started_at, by_hours), Start(pair.days, pair.started_at, by_days))
    write(folder / "starts.parquet", starts)
    (folder / "models" / "starts.sql").write_text(STARTS.format(copies=copies))
    (folder / "models" / "due.sql").write_text(DUE)
    run_dbt(folder, "build", "--exclude-resource-type", "unit_test", "--exclude", "due")
    run_dbt(folder, "compile", "--select", "due")
    return starts


def write(file: Path, starts: list[Start]) -> None:
    """The starts as a Parquet file."""
    columns = {
        "start_no": list(range(len(starts))),
        "clock_id": [start.clock.clock_id for start in starts],
        "calendar_id": [start.clock.calendar_id for start in starts],
        "started_at": [start.started_at for start in starts],
    }
    lists = ", ".join(f"unnest(${name}) as {name}" for name in columns)
    duckdb.execute(f"copy (select {lists}) to '{file}' (format parquet)", columns)
