"""The calendar models and macros against plain Python on 10,000 random pairs, half of them near a clock change."""

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from business_time.calendar_project import connect, run_dbt, write_project
from business_time.oracle import Oracle, Rules

PAIRS = 5_000
# Sao Paulo last changed its clock in February 2019, at midnight; Cairo changes it again since 2023, also at midnight.
WINDOWS = {"2018_19": (datetime(2018, 10, 1), 200), "2024": (datetime(2024, 2, 25), 130)}
MARGIN = 40  # days at the end in which no pair starts, so that its due time is within the calendar
WEEKDAYS, ALL_DAYS = range(5), range(7)
ANSWERS = """
select
    c.pair_id,
    {{ business_seconds('a', 'c.started_at', 'b', 'c.stopped_at') }} as business_seconds,
    {{ business_due_at('h', 'c.started_at') }} as due_after_hours,
    {{ business_due_at('d', 'c.started_at') }} as due_after_days
from read_csv('pairs.csv') as c
left join {{ ref('int_calendar__slots') }} as a
    on a.calendar_id = c.calendar_id and a.slot_no = {{ slot_no('c.started_at') }}
left join {{ ref('int_calendar__slots') }} as b
    on b.calendar_id = c.calendar_id and b.slot_no = {{ slot_no('c.stopped_at') }}
left join {{ ref('int_calendar__due_times') }} as h
    on h.clock_id = c.hours_clock and h.calendar_id = c.calendar_id and h.slot_no = a.slot_no
left join {{ ref('int_calendar__due_times') }} as d
    on d.clock_id = c.days_clock and d.calendar_id = c.calendar_id and d.slot_no = a.slot_no
"""


@dataclass(frozen=True)
class Clock:
    """A business clock of the test: hours, or days with all their options."""

    clock_id: str
    calendar_id: str
    hours: int | None = None
    days: int = 0
    is_start_day_one: bool = False
    cutoff: int | None = None
    due: int | None = None

    def row(self) -> tuple[object, ...]:
        """As a row of sla_clocks."""
        rule, amount = ("business_days", self.days) if self.hours is None else ("business_hours", self.hours)
        day_one = str(self.is_start_day_one).lower()
        return (self.clock_id, rule, amount, "fixed", self.calendar_id, day_one, self.cutoff, self.due)


@dataclass(frozen=True)
class Pair:
    """A start and a stop, and the clocks they are judged by."""

    started_at: datetime
    stopped_at: datetime
    hours: Clock
    days: Clock

    def expected(self, oracle: Oracle) -> tuple[int, datetime, datetime]:
        """What walking the minutes says."""
        by_days = self.days
        return (
            oracle.business_seconds(self.started_at, self.stopped_at),
            oracle.due_after_seconds(self.started_at, (self.hours.hours or 0) * 3600),
            oracle.due_after_days(self.started_at, by_days.days, by_days.is_start_day_one, by_days.cutoff, by_days.due),
        )


def calendars(first: date) -> list[Rules]:
    """Six zones: office hours with breaks, round the clock, nights over the clock change, holidays and shifts."""
    days = [first + timedelta(days=n) for n in range(8, 200, 9)]
    office = {day: [(9 * 60, 18 * 60)] for day in WEEKDAYS}
    lunch = {day: [(12 * 60, 12 * 60 + 45)] for day in WEEKDAYS}
    nights = {day: [(0, 6 * 60), (22 * 60, 24 * 60)] for day in ALL_DAYS}
    always = {day: [(0, 24 * 60)] for day in ALL_DAYS}
    shifts = {days[1]: [(0, 0)], days[2]: [(3 * 60, 5 * 60)], days[3]: [(7 * 60 + 30, 11 * 60), (20 * 60, 24 * 60)]}
    return [
        Rules("prague", "Europe/Prague", office, lunch, tuple(days[4:8])),
        Rules("new_york", "America/New_York", nights, {}, tuple(days[5:9]), shifts),
        Rules("cairo", "Africa/Cairo", nights, {6: [(0, 60)]}, tuple(days[:3])),
        Rules("lord_howe", "Australia/Lord_Howe", always, {6: [(105, 150)]}, tuple(days[2:4])),
        Rules("kathmandu", "Asia/Kathmandu", office, lunch, tuple(days[3:6]), shifts),
        Rules("sao_paulo", "America/Sao_Paulo", nights, {}, tuple(days[6:8]), shifts),
    ]


def clocks_of(calendar_id: str, rng: random.Random) -> tuple[list[Clock], list[Clock]]:
    """Clocks in hours and clocks in days of one calendar."""
    hours = [Clock(f"{calendar_id}_{n}_hours", calendar_id, hours=n) for n in (1, 8, 24)]
    days = []
    for n in range(7):
        day_one = bool(n % 2)
        cutoff, due = rng.choice([None, 0, 105, 150, 840, 1410]), rng.choice([None, 0, 1, 90, 145, 157, 1027, 1439])
        days.append(
            Clock(f"{calendar_id}_{n}_days", calendar_id, None, rng.randrange(day_one, 8), day_one, cutoff, due)
        )
    return hours, days


def random_pair(number: int, oracle: Oracle, clocks: tuple[list[Clock], list[Clock]], rng: random.Random) -> Pair:
    """Every second pair starts within a day and a half of a clock change if the zone has any, half of them in its hours."""
    first, last = 3 * 1440, len(oracle.local) - MARGIN * 1440
    minute = rng.randrange(first, last)
    if oracle.clock_changes and number % 2:
        span = rng.choice((90, 2160))
        minute = min(max(rng.choice(oracle.clock_changes) + rng.randrange(-span, span), first), last)
    started_at = oracle.first + timedelta(minutes=minute, seconds=rng.choice([0, 0, rng.randrange(60)]))
    stopped_at = started_at + timedelta(seconds=rng.randrange(-86400, 15 * 86400))
    return Pair(started_at, stopped_at, rng.choice(clocks[0]), rng.choice(clocks[1]))


def seed_rows(rules: list[Rules]) -> dict[str, list[tuple[object, ...]]]:
    """The calendars as rows of the project's seeds; each has a country and a working week of its own."""
    zones = [(r.calendar_id, r.calendar_id, r.calendar_id, r.timezone, "") for r in rules]
    always = [("always_open", "none", "always", "UTC", "")]
    return {
        "business_calendars": [*zones, *always],
        "weekly_hours": [
            *((r.calendar_id, day, *stretch) for r in rules for day, of in r.hours.items() for stretch in of),
            *(("always", day, 0, 1440) for day in ALL_DAYS),
        ],
        "breaks": [(r.calendar_id, day, *stretch) for r in rules for day, of in r.breaks.items() for stretch in of],
        "shifts": [(r.calendar_id, day, *stretch) for r in rules for day, of in r.shifts.items() for stretch in of],
        "holidays": [
            *((r.calendar_id, day, "a holiday") for r in rules for day in r.holidays),
            ("elsewhere", date(2016, 1, 1), "the first year known"),
            ("elsewhere", date(2030, 1, 1), "the last year known"),
        ],
    }


@pytest.mark.parametrize("window", WINDOWS)
def test_business_time_equals_walking_every_minute(window: str, tmp_path: Path) -> None:
    first, days = WINDOWS[window]
    rng = random.Random(7)
    rules = calendars(first.date())
    oracles = [Oracle(r, first, days) for r in rules]
    clocks = [clocks_of(r.calendar_id, rng) for r in rules]
    # Every zone gets pairs near a clock change and pairs anywhere.
    places = [i // 2 % len(rules) for i in range(PAIRS)]
    pairs = [random_pair(i, oracles[place], clocks[place], rng) for i, place in enumerate(places)]
    expected = {i: pair.expected(oracles[place]) for i, (place, pair) in enumerate(zip(places, pairs, strict=True))}

    # The calendar begins a month before the order and ends 31 + 3 * 24 days after as_of.
    span = (str(first + timedelta(days=32)), str(first + timedelta(days=days - 103)))
    rows = [clock.row() for both in clocks for of in both for clock in of]
    write_project(tmp_path, rows, span, seed_rows(rules))
    (tmp_path / "models" / "answers.sql").write_text(ANSWERS)
    with (tmp_path / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("pair_id", "calendar_id", "started_at", "stopped_at", "hours_clock", "days_clock"))
        for i, p in enumerate(pairs):
            writer.writerow((i, p.hours.calendar_id, p.started_at, p.stopped_at, p.hours.clock_id, p.days.clock_id))
    run_dbt(tmp_path, "build", "--exclude-resource-type", "unit_test")

    with connect(tmp_path) as connection:
        answers = {row[0]: row[1:] for row in connection.execute("from answers").fetchall()}
    wrong = [(pair, answers.get(i), expected[i]) for i, pair in enumerate(pairs) if answers.get(i) != expected[i]]
    assert not wrong, f"{len(wrong)} of {PAIRS} pairs differ, for example {wrong[0]}"
    assert sum(len(oracle.clock_changes) for oracle in oracles) >= 4
