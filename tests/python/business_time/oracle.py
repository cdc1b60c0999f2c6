"""Business time the slow way: walk every UTC minute with zoneinfo. It shares no code and no method with the SQL."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

Stretches = list[tuple[int, int]]


@dataclass(frozen=True)
class Rules:
    """When a calendar is open; minutes count from local midnight, weekday 0 is Monday."""

    calendar_id: str
    timezone: str
    hours: dict[int, Stretches]
    breaks: dict[int, Stretches] = field(default_factory=dict)
    holidays: tuple[date, ...] = ()
    shifts: dict[date, Stretches] = field(default_factory=dict)

    def open_minutes(self, day: date) -> set[int]:
        """The local minutes of a date in which business is open."""
        if day in self.shifts:
            return minutes_in(self.shifts[day])
        if day in self.holidays:
            return set()
        return minutes_in(self.hours.get(day.weekday(), [])) - minutes_in(self.breaks.get(day.weekday(), []))


def minutes_in(stretches: Stretches) -> set[int]:
    """Every minute of the stretches."""
    return {minute for begin, end in stretches for minute in range(begin, end)}


class Oracle:
    """Every minute of one calendar from `first` (UTC) for a number of days."""

    def __init__(self, rules: Rules, first: datetime, days: int) -> None:
        self.first = first
        zone, utc = ZoneInfo(rules.timezone), first.replace(tzinfo=UTC)
        self.local = [(utc + timedelta(minutes=i)).astimezone(zone).replace(tzinfo=None) for i in range(days * 1440)]
        dates = {local.date() for local in self.local}
        open_minutes = {day: rules.open_minutes(day) for day in dates}
        self.is_open = [local.hour * 60 + local.minute in open_minutes[local.date()] for local in self.local]
        self.opened_before = [0, *accumulate(self.is_open)]
        self.open_minutes = [i for i, is_open in enumerate(self.is_open) if is_open]
        self.business_days = sorted({self.local[i].date() for i in self.open_minutes})
        self.minutes_of: dict[date, list[int]] = {}
        for i, local in enumerate(self.local):
            self.minutes_of.setdefault(local.date(), []).append(i)
        one_minute = timedelta(minutes=1)
        self.clock_changes = [i for i in range(1, len(self.local)) if self.local[i] - self.local[i - 1] != one_minute]

    def _place(self, instant: datetime) -> tuple[int, int]:
        return divmod(int((instant - self.first).total_seconds()), 60)

    def open_seconds_before(self, instant: datetime) -> int:
        """Open seconds from the first minute to the instant."""
        minute, second = self._place(instant)
        return self.opened_before[minute] * 60 + (second if self.is_open[minute] else 0)

    def business_seconds(self, start: datetime, stop: datetime) -> int:
        """Open seconds in [start, stop), negative when they are swapped."""
        return self.open_seconds_before(stop) - self.open_seconds_before(start)

    def due_after_seconds(self, start: datetime, seconds: int) -> datetime:
        """The instant at which that many open seconds have passed since the start."""
        minute, second = divmod(self.open_seconds_before(start) + seconds - 1, 60)
        return self.first + timedelta(minutes=self.open_minutes[minute], seconds=second + 1)

    def due_after_days(
        self, start: datetime, days: int, is_start_day_one: bool, cutoff: int | None, due: int | None
    ) -> datetime:
        """The last second in time; `cutoff` and `due` are local minutes."""
        begin, _ = self._place(start)
        day = self.local[begin].date()
        index = bisect_left(self.business_days, day)
        if self.business_days[index] == day and cutoff is not None:
            late = (i for i in self.minutes_of[day] if self._minute(i) >= cutoff)
            index += begin >= next(late, len(self.local))
        minutes = self.minutes_of[self.business_days[index + days - is_start_day_one]]
        if due is None:
            return self.first + timedelta(minutes=minutes[-1], seconds=59)
        return self.first + timedelta(minutes=next(i for i in minutes if self._minute(i) >= due))

    def _minute(self, i: int) -> int:
        return self.local[i].hour * 60 + self.local[i].minute
