"""Numbers, dates and sentences for people. Pure functions: no Streamlit, so they are tested as they are."""

from datetime import date, timedelta

from queries.published import Row
from seller_sla.limits import (
    PARTS,
    amount,
    bad,
    bad_noun,
    entities,
    entity,
    is_count,
    is_time,
    is_upward,
    is_value,
    judged,
    limit,
    measure,
    share,
    value,
)  # fmt: skip
from seller_sla.times import clock, day, days, is_all_time, local, period, zone_words
from seller_sla.words import count, first_up, full_day, listing, nouns, spaced
from seller_sla.words import counted as plural

__all__ = [
    "PARTS", "amount", "bad", "bad_noun", "clock", "count", "day", "days", "entities", "entity", "first_up", "full_day",
    "is_all_time", "is_count", "is_time", "is_upward", "is_value", "judged", "limit", "listing", "local", "measure", "nouns",
    "period", "plural", "share", "spaced", "value", "zone_words",
]  # fmt: skip

NO_MINOR_UNIT = {"CLP", "ISK", "JPY", "KRW", "VND", "XAF", "XOF"}
UNJUDGED = ("insufficient", "no_data")
SHORT_UNITS = {"days": " d", "hours": " h", "minutes": " min"}


def verb(number: float, singular: str, many: str) -> str:
    return singular if int(number) == 1 else many


def is_judged(row: Row) -> bool:
    return row.status not in UNJUDGED


def previous(row: Row) -> str:
    """The value of the window before, or nothing when it cannot be told."""
    if is_value(row):
        seen = row.previous_measured_value
        return "" if seen is None else value(seen, row, row.limit_value)
    return "" if row.previous_rate is None else share(row.previous_rate, row.limit_value)


def entities_of(rows: list[Row]) -> str:
    """What several scores judge, in the plural: orders, or cases where they differ."""
    found = {entities(row) for row in rows}
    return found.pop() if len(found) == 1 else "cases"


def near_day(value: date, reference: date) -> str:
    """A day, with its year only when that is not the year of the reference."""
    return day(value) if value.year == reference.year else f"{day(value)} {value.year}"


def calendar_words(calendar_id: str) -> str:
    """cz_mon_fri -> CZ Mon–Fri."""
    country, _, week = (calendar_id or "").partition("_")
    weeks = {"mon_fri": "Mon–Fri", "mon_sat": "Mon–Sat"}
    return f"{country.upper()} {weeks[week]}" if week in weeks else (calendar_id or "").replace("_", " ")


def span(seconds: float) -> str:
    """The two largest units: 3 days 4 h, 2 h 10 min, 12 min, 40 s."""
    if seconds < 60:
        return f"{int(seconds)} s"
    minutes = int(seconds // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return plural(days, "day") + (f" {hours} h" if hours else "")
    return (f"{hours} h" + (f" {rest} min" if rest else "")) if hours else f"{rest} min"


def window(row: Row) -> str:
    """A whole month by its name, any other window by its title."""
    words = period(row.window_start_date, row.window_end_date)
    return words if row.window_start_date.strftime("%B %Y") == words else first_up(row.window_title)


def is_closed(row: Row) -> bool:
    """Nothing to come falls into the window."""
    return row.window_end_date <= row.as_of_date


def month_later(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def next_window(row: Row) -> str:
    """July 2026 after a closed June. Whole weeks and months move on together; other days leave a window one by one."""
    start, end, moves = row.window_start_date, row.window_end_date, row.next_rolloff_date
    if moves is None or not is_closed(row) or row.ends_on not in ("last_week", "last_month"):
        return ""
    return period(month_later(start) if start.day == end.day == 1 else moves - (end - start), moves)


def next_judgement(row: Row) -> str:
    """What follows a closed window, and when."""
    moves, following = row.next_rolloff_date, next_window(row)
    if moves is None:
        return ""
    if not following:
        return f"the oldest leave it on {moves.day} {moves:%B}"
    year = "" if moves.year == (moves - timedelta(days=1)).year else f" {moves.year}"
    return f"the next judgement is of {following}, on {moves.day} {moves:%B}{year}"


def before(row: Row) -> str:
    """The window before: September, or the 30 days before."""
    start, end = row.window_start_date, row.window_end_date
    last = end - timedelta(days=1)
    if start.day == 1 and end.day == 1 and (last.year, last.month) == (start.year, start.month):
        return f"in {start - timedelta(days=1):%B}"
    days = (end - start).days
    return "in the day before" if days == 1 else f"in the {plural(days, 'day')} before"


def short_id(value: object, most: int = 20) -> str:
    """ML-5279436 as it is; a long id by its beginning and end."""
    words = str(value)
    return words if len(words) <= most else f"{words[:8]}…{words[-6:]}"


def name(value: object, seller_id: object, most: int = 44) -> str:
    """A seller's name, short enough for its place; an id in place of a missing name, a long id by its ends."""
    words = str(value or "").strip() or str(seller_id)
    if " " not in words and len(words) >= 24:
        return short_id(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def money(minor: int | None, currency: str | None) -> str:
    """1,680.90 CZK, 1,681 JPY."""
    if minor is None or not currency:
        return ""
    return f"{minor:,} {currency}" if currency in NO_MINOR_UNIT else f"{minor / 100:,.2f} {currency}"
