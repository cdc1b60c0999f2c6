"""Open orders and what a miss would do, in words: pure functions, tested as they are."""

from components import escape, text
from queries.published import Row

EFFECTS = {
    "breaks": ":orange-badge[:material/warning: Breaks the limit]",
    "broken": ":red-badge[:material/error: Broken already]",
}


def headline(totals: Row) -> str:
    """19 promises fall due within a day; 2 of them break a limit if missed."""
    if not totals.case_count:
        return "Nothing is open and waiting for its due time"
    number, breaks = totals.day_count, totals.day_breaks_count
    if not number:
        return f"No promise falls due within a day; {text.count(totals.case_count)} fall due later"
    words = f"{text.plural(number, 'promise')} {text.verb(number, 'falls', 'fall')} due within a day"
    if not breaks:
        return f"{words}; none of them breaks a limit if missed"
    return f"{words}; {text.count(breaks)} of them {text.verb(breaks, 'breaks', 'break')} a limit if missed"


def left(row: Row) -> str:
    """3 h 10 min left, 1 h 5 min in business time."""
    words = f"**{text.span(max(row.seconds_left or 0, 0))} left**"
    business = row.business_seconds_left
    if business is None:
        return f"{words}  \n:gray[business time not known]"
    if business == row.seconds_left:
        return f"{words}  \n:gray[all of it business time]"
    return f"{words}  \n:gray[{text.span(business) if business else 'none of it'} in business time]"


def history(row: Row) -> str:
    """22 of 27 like it were missed, 81.5%."""
    if row.missed_share is None:
        return ":gray[no past to tell]"
    whose = "by all sellers" if row.history_of == "all_sellers" else "by this seller"
    return (
        f"**{text.share(row.missed_share, None)} missed**  \n"
        f":gray[{text.count(row.missed_count)} of {text.count(row.still_open_count)} as late as this, {whose}]"
    )


def effect(row: Row) -> str:
    """What a miss does to the rate of the headline window."""
    if row.rate is None or row.rate_if_missed is None:
        return ":gray[no share is limited]"
    rates = f"if missed {text.share(row.rate, row.limit_value)} → {text.share(row.rate_if_missed, row.limit_value)}"
    limit = f"limit {text.limit(row, sign=True)}" if row.comparator else "no limit"
    if row.effect not in EFFECTS:
        return f"{rates}  \n:gray[{limit}]"
    return f"{EFFECTS[row.effect]}  \n{rates}, :gray[{limit}]"


def due(row: Row) -> str:
    """due Thu 2 Jul, 23:59, in the program's zone."""
    return "due " + escape.safe(text.clock(row.due_at, row.program_timezone or "UTC"))
