"""Days, windows and moments in words, of scorecards and of documents alike. Pure functions."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Row
from zoneinfo import ZoneInfo

from seller_sla.words import full_day

ALL_TIME_DAYS = 3660


def day(value: date) -> str:
    """1 Jul."""
    return f"{value.day} {value:%b}"


def local(moment: datetime, zone: str) -> datetime:
    """What a clock of the zone shows at a UTC moment."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def zone_words(zone: str, calendar_id: str = "") -> str:
    """Prague time; UTC; times as delivered, where the source never said which zone its times are in."""
    if (calendar_id or "").endswith("_local"):
        return "times as delivered"
    return "UTC" if zone == "UTC" else f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def is_all_time(start: date, end: date) -> bool:
    """From the start: a window without a beginning of its own."""
    return (end - start).days > ALL_TIME_DAYS


def period(start: date, end: date) -> str:
    """Half-open days as people say them: a whole month by its name, all time by its end."""
    last = end - timedelta(days=1)
    if is_all_time(start, end):
        return f"all time to {day(last)} {last.year}"
    if start.day == 1 and end.day == 1 and (last.year, last.month) == (start.year, start.month):
        return f"{start:%B %Y}"
    if start == last:
        return full_day(start)
    first = day(start) if start.year == last.year else f"{day(start)} {start.year}"
    return f"{first} to {day(last)} {last.year}"


def days(row: Row) -> str:
    """The days of a window; one from the start has a name and an end: first 100 orders to 17 Oct 2018."""
    start, end = row.window_start_date, row.window_end_date
    last = end - timedelta(days=1)
    return f"{row.window_title} to {day(last)} {last.year}" if is_all_time(start, end) else period(start, end)


def clock(moment: datetime, zone: str, with_year: bool = False) -> str:
    """Wed 1 Jul, 08:00, by the clock of the zone."""
    here = local(moment, zone)
    return f"{here:%a} {day(here)}{f' {here.year}' if with_year else ''}, {here:%H:%M}"
