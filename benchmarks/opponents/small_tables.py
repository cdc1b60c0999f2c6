"""The small tables of a marketplace, in plain Python: calendars by the hour, and who is in which program."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import ROOT

SEEDS = ROOT / "seeds" / "calendar"
PROGRAMS = ("mall", "convictional", "house")
PRAGUE, NEW_YORK = "cz_mon_fri", "us_mon_fri"
EARLIEST, ENDLESS = datetime(1900, 1, 1), datetime(2200, 1, 1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Row = tuple[object, ...]


def seed(name: str) -> list[dict[str, str]]:
    """Rows of a calendar seed."""
    with Path(SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def zones(countries: Iterable[str]) -> dict[str, str]:
    """Time zone by calendar, for the programs and the countries that are shipped from."""
    used = {PRAGUE, NEW_YORK, *(f"{country.lower()}_mon_fri" for country in countries)}
    return {row["calendar_id"]: row["timezone"] for row in seed("business_calendars") if row["calendar_id"] in used}


def hours(calendars: dict[str, str], first: datetime, last: datetime) -> Iterator[Row]:
    """Rows (calendar_id, hour_no, local_date, due_at): a clock change of these zones falls on a whole UTC hour.

    `due_at` is the end of the next business day; what comes in on a day off counts as coming in on the next business day.
    """
    holidays = {(f"{row['country'].lower()}_mon_fri", row["local_date"]) for row in seed("holidays")}
    for calendar_id, zone in calendars.items():
        tz = ZoneInfo(zone)
        dates: dict[datetime, date] = {}
        hour = first.replace(minute=0, second=0, microsecond=0)
        while hour < last:
            dates[hour] = hour.replace(tzinfo=UTC).astimezone(tz).date()
            hour += HOUR
        ends = {local: hour + HOUR - timedelta(seconds=1) for hour, local in dates.items()}
        open_days = [day for day in ends if day.weekday() < 5 and (calendar_id, str(day)) not in holidays]
        due = next_business_days(ends, open_days)
        for hour, local in dates.items():
            yield calendar_id, int(hour.replace(tzinfo=UTC).timestamp()) // 3600, local, due.get(local)


def next_business_days(ends: dict[date, datetime], open_days: list[date]) -> dict[date, datetime]:
    """The last second of the business day that a day's work is due by; both are in the order of days."""
    due, place = {}, 0
    for day in ends:
        if place + 1 < len(open_days):
            due[day] = ends[open_days[place + 1]]
        place += day in open_days[place : place + 1]
    return due


def memberships(sellers: Iterable[str], listed: Iterable[tuple[str, str, datetime, datetime | None]]) -> Iterator[Row]:
    """Rows (seller_id, valid_from, valid_to, in_mall, in_convictional, in_house), one per stretch without a change."""
    spans: dict[str, list[tuple[str, datetime, datetime]]] = {}
    for seller, program, begins, ends in listed:
        spans.setdefault(seller, []).append((program.lower(), begins, ends or ENDLESS))
    for seller in sellers:
        of = spans.get(seller) or [(program, EARLIEST, ENDLESS) for program in PROGRAMS]
        moments = sorted({EARLIEST, ENDLESS, *(moment for _, *span in of for moment in span)})
        for begins, ends in pairwise(moments):
            programs = {program for program, a, b in of if a <= begins < b}
            yield seller, begins, ends, *(program in programs for program in PROGRAMS)


def programs_of(sellers: Iterable[str], listed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every (seller_id, program); a seller of whom none is listed is in all of them."""
    found = {(seller, program.lower()) for seller, program in listed}
    known = {seller for seller, _ in found}
    return sorted(found | {(seller, program) for seller in sellers if seller not in known for program in PROGRAMS})


def local_today(as_of: datetime, calendar_id: str) -> date:
    """The date on which the log ends, where the calendar holds."""
    return as_of.replace(tzinfo=UTC).astimezone(ZoneInfo(zones([])[calendar_id])).date()
