"""Rules and limits as people say them. Pure functions over rows of the marts: no Markdown, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import SimpleNamespace as Row

from seller_sla.definitions.rows import ANY, Limit
from seller_sla.limits import amount, bad_noun, beyond, entities, entity, is_count, is_upward, is_value, limit
from seller_sla.words import counted, first_up, full_day, listing, nouns, ordinal, spaced, with_article

BEGINNING = datetime(2000, 1, 1)  # a validity from here on means: always
MIDNIGHT = time()
MOMENTS = {"created": "its creation", "started": "its start", "stopped": "its end", "due": "its due time"}
WEEKS = {
    "mon_fri": "Monday to Friday without public holidays",
    "mon_sat": "Monday to Saturday without public holidays",
    "always": "every day",
}
COUNTRIES = {
    "ship_from_country": "the country it is sent from",
    "buyer_country": "the buyer's country",
    "seller_country": "the seller's country",
    "marketplace": "the sales channel's country",
}
PROMISES = {
    "first": "the first promise; moving it changes nothing",
    "latest": "the promise; one that is moved before it has passed holds",
}
TIMES = {"happened": "when it happened", "recorded": "when the system recorded it, whatever time is declared"}


@dataclass(frozen=True)
class Line:
    """One thing that is said, its name, and the address behind it, if any."""

    name: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Side:
    """A version of a rule or of a limit, to stand beside others: since when it holds, and what there is to say."""

    title: str
    lines: tuple[Line, ...]


def enrolment(program: Row) -> str:
    """Who is judged by a program."""
    who = "the sellers that are listed in it"
    if program.enrolment == "everyone":
        who += ", and those that are listed in no program"
    where = "" if program.marketplace == ANY else f", by their orders on the marketplace {program.marketplace}"
    return f"Judges {who}{where}."


def scope(policy: Row) -> str:
    """For whom a policy is; empty when for everybody."""
    parts = [
        f"the seller {policy.seller_id}" if policy.seller_id != ANY else "",
        f"sellers of the group {policy.seller_group}" if policy.seller_group != ANY else "",
        f"buyers in {policy.buyer_country}" if policy.buyer_country != ANY else "",
    ]
    return listing([part for part in parts if part])


def validity(since: datetime, until: datetime | None) -> str:
    """always; since 1 January 2021; until 31 December 2020; 1 January 2020 to 31 December 2020."""
    last = "" if until is None else _last_day(until)
    if since <= BEGINNING:
        return f"until {last}" if last else "always"
    first = full_day(since) if since.time() == MIDNIGHT else _moment(since)
    return f"{first} to {last}" if last else f"since {first}"


def _last_day(until: datetime) -> str:
    return full_day(until - timedelta(days=1)) if until.time() == MIDNIGHT else _moment(until)


def _moment(value: datetime) -> str:
    return f"{full_day(value)}, {value:%H:%M} UTC"


def version(row: Row) -> Side:
    """A version of a policy."""
    lines = [
        Line("Rule", row.rule_sentence),
        Line("Due", first_up(due(row))),
        Line("Calendar", first_up(calendar(row))),
        Line("Time counted", "" if row.due_rule == "none" else first_up(TIMES[row.time_basis])),
        Line("Counts", first_up(counting(row))),
        Line("Carrier", carrier(row)),
        source(row.source_url, row.is_assumption),
    ]
    title = f"Version {row.policy_version}, {validity(row.valid_from, row.valid_to)}"
    return Side(title, tuple(line for line in lines if line.words))


def due(row: Row) -> str:
    """When it is due."""
    number = row.amount or 1
    if row.due_rule == "none":
        return f"no due time; what {'happened decides' if row.unit == 'share' else 'was measured counts'}"
    if row.due_rule == "promise":
        early = "; before the promised window begins is out of it too" if row.is_early_late else ""
        return PROMISES[row.promise_version] + early
    if row.due_rule == "elapsed_hours":
        return f"{counted(number, 'hour')} after its start, nights, weekends and holidays included"
    if row.due_rule == "business_hours":
        return f"{counted(number, 'business hour')} after its start"
    return f"{_day_time(row)} {_business_day(row, number)}{_cutoff(row)}"


def _day_time(row: Row) -> str:
    return "the end of" if row.due_minute is None else f"{_clock(row.due_minute)} on"


def _business_day(row: Row, number: int) -> str:
    if row.is_start_day_one:
        return (
            "the business day of its start"
            if number == 1
            else f"the {ordinal(number)} business day, its start on the 1st"
        )
    return "the next business day" if number == 1 else f"the {ordinal(number)} business day after its start"


def _cutoff(row: Row) -> str:
    return "" if row.cutoff_minute is None else f"; from {_clock(row.cutoff_minute)} on it starts the next day"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def calendar(row: Row) -> str:
    """By which calendar the clock counts; empty where none is needed."""
    if row.due_rule not in ("business_days", "business_hours"):
        return ""
    if row.calendar_of == "fixed":
        return str(row.calendar_sentence or spaced(row.calendar_id))
    week = WEEKS.get(row.calendar_id, spaced(row.calendar_id))
    return f"{week}, by {COUNTRIES[row.calendar_of]}; by the program's where that is not known"


def counting(row: Row) -> str:
    """On which day one counts, by which version it is judged, and when that is final."""
    final = "at once" if row.maturity_days == 0 else f"{counted(row.maturity_days, 'day')} later"
    version = "then in force" if row.anchor == row.binding else f"in force at {MOMENTS[row.binding]}"
    return (
        f"{with_article(entity(row))} counts on the day of {MOMENTS[row.anchor]}, by the version {version}; "
        f"its verdict is taken as final {final}"
    )


def carrier(row: Row) -> str:
    """Who answers for what the carrier causes."""
    if row.is_carrier_accountable:
        return "The seller answers for what the carrier causes"
    return "The seller does not answer for what the carrier causes; the accountable rate leaves it out"


def source(url: str, is_assumption: bool) -> Line:
    """Where it is published, or that it is assumed."""
    address = "" if url == "none" else url
    if is_assumption:
        return Line("Source", "assumed; what is published" if address else "assumed", address)
    return Line("Source", "published" if address else "of the house", address)


def window(choices: Iterable[Row], metric: Row) -> str:
    """the last 3 whole months if they have at least 400 orders, otherwise the last 12 whole months."""
    rows = list(choices)
    parts = [
        f"{span(row, metric)} if at least {counted(row.needs_volume, entity(metric))} {_are(row.needs_volume)} judged in it"
        if row.needs_volume and len(rows) > 1
        else span(row, metric)
        for row in rows
    ]
    if len(rows) > 1 and rows[-1].needs_volume:  # none has enough: the first is taken
        parts.append(span(rows[0], metric))
    return ", otherwise ".join(parts)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def span(row: Row, metric: Row) -> str:
    """The days of a window."""
    if row.unit == "first_orders":
        first = f"the first {counted(row.length, entity(metric)) if row.length > 1 else entity(metric)} of a seller"
        return first + _end(row)
    if row.unit == "ever":
        return "all time" + _end(row)
    if (row.ends_on, row.unit) in (("last_week", "week"), ("last_month", "month")):
        whole = f"whole {row.unit}" if row.length == 1 else counted(row.length, f"whole {row.unit}")
        return f"the last {whole}" + (", Monday to Sunday" if row.unit == "week" and row.length == 1 else "")
    if (row.ends_on, row.unit) == ("this_month", "month"):
        before = "the one" if row.length == 2 else f"the {row.length - 1}"
        return "this month" if row.length == 1 else f"this month and {before} before it"
    number = row.unit if row.length == 1 else counted(row.length, row.unit)
    return f"the {number}{_end(row)}" if _end(row) else f"the last {number}"


def _end(row: Row) -> str:
    """Where days end that do not end today."""
    if row.ends_on == "last_week":
        return " up to last Sunday"
    if row.ends_on == "last_month":
        return " up to the end of last month"
    if row.ends_on == "this_month":
        return " up to the end of this month"
    return f" up to {counted(row.skip_days, 'day')} ago" if row.skip_days else ""


def allowed(row: Row) -> str:
    """Late deliveries, of all orders judged: at most 4%."""
    bad = nouns(2, bad_noun(row, row.bad_unit))
    if is_count(row):
        return first_up(limit(row))
    if is_value(row):
        return first_up(f"{'on average ' if row.statistic == 'mean' else ''}{limit(row, of=entities(row))}")
    if row.statistic == "bad_rate":
        return f"{first_up(bad)}, of all {entities(row)} judged: {limit(row)}"
    good = f"Good {entities(row)}" if row.bad_unit == "entities" else f"{first_up(entities(row))} less {bad}"
    return f"{good}, of all {entities(row)} judged: {limit(row)}"


def limits_side(found: Limit, period: str = "period") -> Side:
    """A limit and the levels behind it. period: what a window is called where a level asks for several: week."""
    row = found.row
    lines = [
        Line("Limit", allowed(row)),
        Line(
            "Close",
            "" if row.warn_value is None else f"{'under' if is_upward(row) else 'over'} {amount(row.warn_value, row)}",
        ),
        Line("Judged", volume(row)),
        Line("Breach", breach(row)),
        *(level(each, period) for each in found.levels),
        source(row.source_url, row.is_assumption),
    ]
    return Side(first_up(validity(row.valid_from, row.valid_to)), tuple(line for line in lines if line.words))


def volume(row: Row) -> str:
    """From how many on a seller is judged."""
    return "" if row.min_volume <= 1 else f"from {counted(row.min_volume, entity(row))} on"


def breach(row: Row) -> str:
    """What it takes, beside a number over the limit."""
    parts = []
    if row.min_bad_count > 1 and not is_value(row):
        parts.append(f"takes at least {counted(row.min_bad_count, bad_noun(row, row.min_bad_unit))}")
    if row.confidence == "wilson":
        parts.append("only when chance is ruled out: the whole likely range (95%) lies beyond the limit")
    return "; ".join(parts)


def level(row: Row, period: str = "period") -> Line:
    """A further level: when it is reached."""
    parts = [beyond(row), volume(row)]
    if row.min_bad_count > 1 and not is_value(row):
        parts.append(f"with at least {counted(row.min_bad_count, bad_noun(row, row.min_bad_unit))}")
    parts.append(_periods(row, period))
    assumed = " (assumed)" if row.is_assumption else ""
    return Line(row.severity_title, ", ".join(part for part in parts if part) + assumed)


def _periods(row: Row, period: str) -> str:
    """In how many periods it must be so; nothing for the newest alone."""
    if row.of_periods == 1:
        return ""
    number = "each" if row.min_periods == row.of_periods else f"{row.min_periods}"
    return f"in {number} of the last {counted(row.of_periods, period)} with enough {entities(row)}"


def period(choices: Iterable[Row]) -> str:
    """What one window is called beside those before it."""
    first = next(iter(choices))
    return str(first.unit) if first.length == 1 else "period"
