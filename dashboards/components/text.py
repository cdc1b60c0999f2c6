"""Numbers, dates and sentences for people. Pure functions: no Streamlit, so they are tested as they are."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from queries.published import Row

NOUNS = {
    "order",
    "delivery",
    "shipment",
    "return",
    "report",
    "status",
    "confirmation",
    "parcel",
    "claim",
    "seller",
    "rating",
}
UNITS = {"days": 86400, "hours": 3600}
SIGNS = {
    "at_most": ("at most", "≤"),
    "below": ("below", "<"),
    "at_least": ("at least", "≥"),
    "above": ("above", ">"),
}
ALL_TIME_DAYS = 3660
NO_MINOR_UNIT = {"CLP", "ISK", "JPY", "KRW", "VND", "XAF", "XOF"}
UNJUDGED = ("insufficient", "no_data")


def count(number: float) -> str:
    return f"{int(number):,}"


def nouns(number: float, noun: str) -> str:
    """order, orders; late delivery, late deliveries; order without tracking, orders without tracking."""
    if int(number) == 1:
        return noun
    words = noun.split(" ")
    at = 0 if words[0] in NOUNS and words[-1] not in NOUNS else len(words) - 1
    word = words[at]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        words[at] = word[:-1] + "ies"
    else:
        words[at] = word + ("es" if word.endswith("s") else "s")
    return " ".join(words)


def plural(number: float, noun: str) -> str:
    return f"{count(number)} {nouns(number, noun)}"


def verb(number: float, singular: str, many: str) -> str:
    return singular if int(number) == 1 else many


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


def mean(seconds: float, unit: str, limit: float | None) -> str:
    """2.6 days; one more decimal where rounding would reach or cross the limit."""
    size, digits = UNITS.get(unit, 3600), 1
    while limit is not None and digits < 5 and seconds != limit:
        if (round(seconds / size, digits) - limit / size) * (seconds - limit) > 1e-12:
            break
        digits += 1
    return f"{seconds / size:.{digits}f} {unit if unit in UNITS else 'hours'}"


def is_mean(row: Row) -> bool:
    return row.statistic == "mean"


def is_judged(row: Row) -> bool:
    return row.status not in UNJUDGED


def measure(row: Row) -> str:
    """The value of a scorecard row in its own unit."""
    if is_mean(row):
        return "–" if row.measured_value is None else mean(row.measured_value, row.display_unit, row.limit_value)
    return "–" if row.rate is None else share(row.rate, row.limit_value)


def previous(row: Row) -> str:
    """The value of the window before, or nothing when it cannot be told."""
    if is_mean(row):
        seen = row.previous_measured_value
        return "" if seen is None else mean(seen, row.display_unit, row.limit_value)
    return "" if row.previous_rate is None else share(row.previous_rate, row.limit_value)


def amount(limit_value: float, is_duration: bool, unit: str) -> str:
    if not is_duration:
        return f"{round(limit_value * 100, 6):g}%"
    number = limit_value / UNITS.get(unit, 3600)
    return f"{number:g} {unit.removesuffix('s') if number == 1 else unit}"


def limit(row: Row, sign: bool = False) -> str:
    """at most 1.5% in sentences, ≤ 1.5% in headers."""
    if row.limit_value is None or row.comparator is None:
        return "none" if sign else "not set"
    words = SIGNS[row.comparator][1 if sign else 0]
    return f"{words} {amount(row.limit_value, row.display_unit in UNITS, row.display_unit)}"


def day(value: date) -> str:
    return f"{value.day} {value:%b}"


def near_day(value: date, reference: date) -> str:
    """A day, with its year only when that is not the year of the reference."""
    return day(value) if value.year == reference.year else f"{day(value)} {value.year}"


def full_day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def local(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def clock(moment: datetime, zone: str, with_year: bool = False) -> str:
    here = local(moment, zone)
    return f"{here:%a} {day(here)}{f' {here.year}' if with_year else ''}, {here:%H:%M}"


def zone_words(zone: str, calendar_id: str = "") -> str:
    """Prague time; UTC; times as delivered, where the source never said which zone its times are in."""
    if (calendar_id or "").endswith("_local"):
        return "times as delivered"
    return "UTC" if zone == "UTC" else f"{zone.rpartition('/')[2].replace('_', ' ')} time"


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


def is_all_time(start: date, end: date) -> bool:
    return (end - start).days > ALL_TIME_DAYS


def period(start: date, end: date) -> str:
    """A half-open window as people say it: a whole month by its name, all time by its end."""
    last = end - timedelta(days=1)
    if is_all_time(start, end):
        return f"all time to {day(last)} {last.year}"
    if start.day == 1 and end.day == 1 and (last.year, last.month) == (start.year, start.month):
        return f"{start:%B %Y}"
    if start == last:
        return full_day(start)
    first = day(start) if start.year == last.year else f"{day(start)} {start.year}"
    return f"{first} to {day(last)} {last.year}"


def window(row: Row) -> str:
    """A whole month by its name, any other window by its title."""
    words = period(row.window_start_date, row.window_end_date)
    return words if row.window_start_date.strftime("%B %Y") == words else first_up(row.window_title)


def is_closed(row: Row) -> bool:
    """No order to come falls into the window."""
    return row.window_end_date <= row.as_of_date


def month_later(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def next_window(row: Row) -> str:
    """July 2026 after a closed June. Whole months move on together; other days leave a window one by one."""
    start, end, moves = row.window_start_date, row.window_end_date, row.next_rolloff_date
    months = is_closed(row) and start.day == end.day == 1 and moves == month_later(end)
    return period(month_later(start), moves) if months else ""


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


def listing(things: list[str]) -> str:
    """a; a and b; a, b and c."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def money(minor: int | None, currency: str | None) -> str:
    """1,680.90 CZK, 1,681 JPY."""
    if minor is None or not currency:
        return ""
    return f"{minor:,} {currency}" if currency in NO_MINOR_UNIT else f"{minor / 100:,.2f} {currency}"


def spaced(code: str) -> str:
    """not_shipped -> not shipped."""
    return code.replace("_", " ")


def first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
