"""Breach episodes in plain Python: every window of every day counted anew, and runs of days put together."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

DAY = timedelta(days=1)
Row = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """What was judged of a seller by a policy on one day."""

    on: date
    population: int
    bad: int
    accountable: int
    value: int
    valued: int
    bad_buyers: frozenset[str]


@dataclass(frozen=True)
class Episode:
    """An unbroken period out of limits, and how bad it was at its worst: parts of what the limit allows."""

    first: date
    last: date
    is_open: bool
    peak: Fraction


def month_after(day: date, months: int = 1) -> date:
    """The first of the month so many months after the day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def ends(window: Row, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Each end of a window between two days, and the first day that only this end speaks of."""
    day = first
    while day <= last:
        if window["ends_on"] == "as_of":
            yield day + DAY, day
        elif window["ends_on"] == "last_week" and day.weekday() == 6:
            yield day + DAY, day - 6 * DAY
        elif window["ends_on"] == "last_month" and (day + DAY).day == 1:
            yield day + DAY, month_after(day, 0)
        day += DAY


def start(window: Row, end: date) -> date:
    """First day of a window that ends then."""
    length = window["length"]
    if window["unit"] == "month":
        assert end.day == 1
        return month_after(end, -length)
    return end - length * {"day": DAY, "week": 7 * DAY, "ever": 10_000 * DAY}[window["unit"]]


def times_limit(limit: Row, days: list[Day], units_per_value: int) -> tuple[bool, Fraction]:
    """Whether the days are out of the limit, and how many times what it allows they have."""
    population, bad = sum(d.population for d in days), sum(d.bad for d in days)
    counts = {
        "entities": bad,
        "accountable": sum(d.accountable for d in days),
        "buyers": len(frozenset().union(*(d.bad_buyers for d in days))),
    }
    allowed = Fraction(str(limit["limit_value"]))
    if limit["statistic"] == "mean":
        valued = sum(d.valued for d in days)
        if population < max(1, limit["min_volume"]) or not valued:
            return False, Fraction(0)
        mean, allowed = Fraction(sum(d.value for d in days), valued), allowed * units_per_value
        if limit["comparator"] in ("at_least", "above"):
            return mean < allowed, allowed / mean
        return mean > allowed, mean / allowed
    counted = counts[limit["bad_unit"]]
    if population < max(1, limit["min_volume"]) or counts[limit["min_bad_unit"]] < limit["min_bad_count"]:
        return False, Fraction(0)
    allowed = (100 - allowed if limit["statistic"] == "good_rate" else allowed) / 100
    share = Fraction(counted, population)
    is_out = share >= allowed if limit["comparator"] in ("below", "above") else share > allowed
    return is_out, share / allowed if allowed else Fraction(0)


def out_of_limits(
    days: list[Day], windows: list[Row], limits: list[Row], units_per_value: int, until: date
) -> dict[date, Fraction]:
    """The days on which one window of a policy was out of its limit. windows: its choices, the first first."""
    found: dict[date, Fraction] = {}
    dates = [d.on for d in days]
    for end, since in ends(windows[0], days[0].on, until):
        for window in windows:
            inside = days[bisect_left(dates, start(window, end)) : bisect_left(dates, end)]
            if sum(d.population for d in inside) >= window["needs_volume"]:
                break
        in_force = [x for x in limits if x["valid_from"] < end and (x["valid_to"] is None or end <= x["valid_to"])]
        in_force = [x for x in in_force if "in_a_row" not in (x["bad_unit"], x["min_bad_unit"])]
        for limit in in_force:
            is_out, times = times_limit(limit, inside, units_per_value)
            if is_out:
                found |= {since + number * DAY: times for number in range((end - since).days)}
    return found


def episodes(found: Iterable[tuple[dict[date, Fraction], date]]) -> list[Episode]:
    """Runs of days. found: for each binding window its days, and the last one that could be judged."""
    worst: dict[date, Fraction] = defaultdict(Fraction)
    still_open: set[date] = set()
    for days, last_judged in found:
        for day, times in days.items():
            worst[day] = max(worst[day], times)
        still_open |= {last_judged} & days.keys()
    runs: list[list[date]] = []
    for day in sorted(worst):
        if runs and runs[-1][-1] == day - DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [Episode(run[0], run[-1], run[-1] in still_open, max(worst[d] for d in run)) for run in runs]
