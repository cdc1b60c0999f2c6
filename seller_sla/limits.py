"""Values and limits in words, of scorecards and of definitions alike. Pure functions.

A row has a limit's statistic, comparator, limit_value and bad_unit, and of its metric display_unit, units_per_value, bad_noun
and entity_type. Values are as the marts have them: a share from 0 to 1, a number of bad ones, or a measured value.
"""

from types import SimpleNamespace as Row

from seller_sla.words import count, counted, nouns, spaced, with_article

SIGNS = {
    "at_most": ("at most", "≤"),
    "below": ("below", "<"),
    "at_least": ("at least", "≥"),
    "above": ("above", ">"),
}
# What does not keep to a limit.
BEYOND = {"at_most": "more than {}", "below": "{} or more", "at_least": "less than {}", "above": "{} or less"}
COUNTED = {"below": "fewer than", "above": "more than"}
STATISTICS = {"mean": "mean", "median": "median", "p90": "90th percentile", "p95": "95th percentile"}
PARTS = {"p90": "9 of 10", "p95": "19 of 20"}
ENTITIES = {"feedback": "rating", "line": "order line"}


def is_value(row: Row) -> bool:
    """Judged by what was measured: a mean, a median or a percentile. Such a score has no bad entities."""
    return row.statistic in STATISTICS


def is_count(row: Row) -> bool:
    """Judged by the number of bad ones."""
    return bool(row.statistic == "bad_count")


def is_upward(row: Row) -> bool:
    """More is better."""
    return row.comparator in ("at_least", "above")


def is_time(row: Row) -> bool:
    """What was measured is a time."""
    return row.display_unit in ("days", "hours", "minutes")


def entity(row: Row) -> str:
    """What is judged, in the singular: order, parcel, rating."""
    return ENTITIES.get(row.entity_type, spaced(str(row.entity_type)))


def entities(row: Row, number: float = 2) -> str:
    """The same for a number of them."""
    return nouns(number, entity(row))


def bad_noun(row: Row, unit: str | None) -> str:
    """What counts as one bad one: a late delivery, a buyer with one, or one that the seller answers for."""
    noun = str(row.bad_noun)
    if unit == "buyers":
        return f"buyer with {with_article(noun)}"
    return noun + {"accountable": " that the seller answers for", "in_a_row": " in a row"}.get(unit or "", "")


def amount(value: float, row: Row) -> str:
    """1.5%; 3; 2.5 days; 4.8 stars."""
    if is_count(row):
        return count(value)
    if not is_value(row):
        return f"{round(value * 100, 6):g}%"
    number = value / row.units_per_value
    return f"{number:g} {row.display_unit.removesuffix('s') if number == 1 else row.display_unit}"


def limit(row: Row, sign: bool = False, of: str = "") -> str:
    """at most 1.5%, at most 3 late deliveries, 9 of 10 within 2 hours in sentences; ≤ 1.5%, ≤ 3 in headers.

    of: what a percentile is of: 9 of 10 `orders` within 2 hours.
    """
    if row.limit_value is None or row.comparator is None:
        return "none" if sign else "not set"
    words, mark = SIGNS[row.comparator]
    if sign:
        return f"{_whose(row)}{mark} {amount(row.limit_value, row)}"
    if is_count(row):
        return f"{COUNTED.get(row.comparator, words)} {counted(row.limit_value, bad_noun(row, row.bad_unit))}"
    if row.statistic in PARTS and is_time(row) and not is_upward(row):
        words = "within" if row.comparator == "at_most" else "in less than"
    return f"{_whose(row, of)}{words} {amount(row.limit_value, row)}"


def beyond(row: Row) -> str:
    """What breaks the limit: more than 4%; 3 late deliveries or more; 90th percentile more than 2 hours."""
    value = amount(row.limit_value, row)
    if is_count(row):
        value = counted(row.limit_value, bad_noun(row, row.bad_unit))
    return _statistic(row) + BEYOND[row.comparator].format(value)


def share(value: float, limit: float | None) -> str:
    """One decimal, two under a limit of 2 %; one more where rounding would move the number onto or across the limit."""
    if value <= 1e-9 or value >= 1:
        return "0%" if value < 0.5 else "100%"
    if limit is None:
        return f"{value * 100:.1f}%"
    digits = 2 if min(limit, 1 - limit) < 0.02 else 1
    while digits < 5 and value != limit and (round(value * 100, digits) - limit * 100) * (value - limit) <= 1e-12:
        digits += 1
    return f"{value * 100:.{digits}f}%"


def value(number: float, row: Row, limit: float | None) -> str:
    """2.6 days, 4.7 stars; one more decimal where rounding would reach or cross the limit."""
    size, digits = row.units_per_value, 1
    while limit is not None and digits < 5 and number != limit:
        if (round(number / size, digits) - limit / size) * (number - limit) > 1e-12:
            break
        digits += 1
    return f"{number / size:.{digits}f} {row.display_unit}"


def measure(row: Row) -> str:
    """What a scorecard row is judged by, in its own unit."""
    if is_count(row):
        return count(row.bad_count)
    if is_value(row):
        return "–" if row.measured_value is None else value(row.measured_value, row, row.limit_value)
    return "–" if row.rate is None else share(row.rate, row.limit_value)


def bad(row: Row, number: float) -> str:
    """2 late deliveries, or what else is held against the limit: 2 buyers with a late delivery."""
    return counted(number, bad_noun(row, row.bad_unit))


def judged(row: Row, number: float) -> str:
    """120 orders, or what else the metric judges."""
    return counted(number, entity(row))


def _whose(row: Row, of: str = "") -> str:
    """Of what a limit speaks, where that is not the metric's own mean or share."""
    if row.statistic in PARTS and not is_upward(row):
        return f"{PARTS[row.statistic]} {of} " if of else f"{PARTS[row.statistic]} "
    return _statistic(row)


def _statistic(row: Row) -> str:
    return f"{STATISTICS[row.statistic]} " if is_value(row) and row.statistic != "mean" else ""
