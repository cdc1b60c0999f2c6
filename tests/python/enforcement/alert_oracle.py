"""Alerts in plain Python: every rule asked on every day, and one memory of whether it is alarmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any

import pytest
from scipy.stats import binomtest

from enforcement.episode_oracle import Day, Row

DAY = timedelta(days=1)
CERTAINTIES = ("99.9", "99", "95")


@dataclass(frozen=True)
class Alert:
    """From the first alarmed day to the last that was not calm (none while it is open), and how bad it was when worst."""

    first: date
    last: date | None
    peak: date
    intensity: float | None


@dataclass(frozen=True)
class Look:
    """What a rule makes of one day."""

    on: date
    is_alarmed: bool
    is_calm: bool
    intensity: float | None


class Counts:
    """Judged and bad ones of any span of days, by running totals."""

    def __init__(self, days: Iterable[Day], last: date) -> None:
        days = [d for d in days if d.on <= last]
        self.first, self.last = min((d.on for d in days), default=last), last
        self._totals = {}
        for name in ("population", "bad", "accountable"):
            of_day = [0] * ((last - self.first).days + 1)
            for day in days:
                of_day[(day.on - self.first).days] += getattr(day, name)
            self._totals[name] = [0, *accumulate(of_day)]

    def of(self, name: str, until: date, days: int) -> int:
        """So many days up to a day, that day included."""
        totals = self._totals[name]
        end = (until - self.first).days + 1
        return int(totals[max(0, end)] - totals[max(0, end - days)])


@cache
def certainty(now: tuple[int, int], before: tuple[int, int]) -> Fraction:
    """The highest certainty at which the first share (bad ones, all) is the worse: Newcombe, made of SciPy's Wilson intervals."""
    if not now[1] or not before[1] or now[0] * before[1] <= before[0] * now[1]:
        return Fraction(0)
    gap = now[0] / now[1] - before[0] / before[1]
    for level in CERTAINTIES:
        ends, ends_before = (
            binomtest(*counts).proportion_ci(float(level) / 100, method="wilson") for counts in (now, before)
        )
        reach = ((now[0] / now[1] - ends.low) ** 2 + (ends_before.high - before[0] / before[1]) ** 2) ** 0.5
        if gap > reach:
            return Fraction(level)
    return Fraction(0)


def budget(rule: Row, limit: Row | None, counts: Counts, on: date, budget_days: int) -> Look:
    """Whether too much of what a limit allows is used up."""
    if limit is None:
        return Look(on, False, True, None)
    unit = "accountable" if limit["bad_unit"] == "accountable" else "bad"
    judged = counts.of("population", on, budget_days)
    long, short = (counts.of(unit, on, rule[f"{span}_days"]) for span in ("long", "short"))
    allowed = Fraction(limit["limit_value"])
    if limit["statistic"] != "bad_count":
        allowed = (100 - allowed if limit["statistic"] == "good_rate" else allowed) / 100 * judged
    enough = (
        judged >= max(rule["min_count"], limit["min_volume"])
        and long >= max(rule["min_bad_count"], limit["min_bad_count"])
    )  # fmt: skip
    opens = long * 100 >= Fraction(rule["opens_at"]) * allowed
    goes_on = short * 100 >= Fraction(rule["short_opens_at"]) * allowed
    is_calm = long == 0 or long * 100 < Fraction(rule["closes_below"]) * allowed
    return Look(on, enough and opens and goes_on, is_calm, float(long * 100 / allowed) if allowed else None)


def change(rule: Row, limit: Row | None, counts: Counts, on: date) -> Look:
    """Whether a seller got worse than it was."""
    if limit is None:
        return Look(on, False, True, None)
    unit = "accountable" if limit["bad_unit"] == "accountable" else "bad"
    before = on - rule["short_days"] * DAY
    bad, judged = (counts.of(name, on, rule["short_days"]) for name in (unit, "population"))
    bad_before, judged_before = (counts.of(name, before, rule["long_days"]) for name in (unit, "population"))
    sure = certainty((bad, judged), (bad_before, judged_before))
    enough = (
        judged >= rule["min_count"] and judged_before >= rule["min_past_count"]
        and bad >= max(rule["min_bad_count"], limit["min_bad_count"])
    )  # fmt: skip
    worse = (bad / judged - bad_before / judged_before) * 100 if judged and judged_before else None
    return Look(on, enough and sure >= Fraction(rule["opens_at"]), sure < Fraction(rule["closes_below"]), worse)


def no_data(rule: Row, counts: Counts, on: date, has_left: bool) -> Look:
    """Whether nothing is judged where the past would give some."""
    judged = counts.of("population", on, rule["short_days"])
    before = counts.of("population", on - rule["short_days"] * DAY, rule["long_days"])
    usual = Fraction(before * rule["short_days"], rule["long_days"])
    silent = not judged and before >= rule["min_past_count"] and usual >= Fraction(rule["opens_at"])
    return Look(on, silent and not has_left, bool(judged) or has_left or not before, float(usual))


def alerts(looks: Sequence[Look], close_days: int) -> list[Alert]:
    """What is remembered from day to day: alarmed until it was calm for so many days in a row."""
    found: list[Alert] = []
    first, last, calm_days, alarmed = None, None, 0, []
    for look in looks:
        if look.is_alarmed:
            first = first or look.on
            alarmed.append(look)
        if first is None:
            continue
        is_calm = look.is_calm and not look.is_alarmed
        calm_days = calm_days + 1 if is_calm else 0
        last = last if is_calm else look.on
        if calm_days == close_days:
            found.append(Alert(first, last, *worst(alarmed)))
            first, calm_days, alarmed = None, 0, []
    return [*found, Alert(first, None, *worst(alarmed))] if first else found


def worst(looks: list[Look]) -> tuple[date, float | None]:
    """The day when it was worst, as it is shown with two decimals, the first of equal ones."""
    peak = max(looks, key=lambda x: (x.intensity is None, round(x.intensity or 0, 2), -x.on.toordinal()))
    return peak.on, peak.intensity


def assert_same(mart: dict[Any, list[Alert]], oracle: dict[Any, list[Alert]]) -> None:
    """The same alerts on the same days; how bad, to the decimals that are shown."""
    assert mart.keys() == oracle.keys()
    for key, run in oracle.items():
        assert [(a.first, a.last, a.peak) for a in mart[key]] == [(a.first, a.last, a.peak) for a in run], key
        assert [a.intensity for a in mart[key]] == [pytest.approx(a.intensity, abs=0.0051) for a in run], key
