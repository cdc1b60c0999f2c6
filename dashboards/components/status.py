"""The one place that knows how a status looks (word, icon, colour of the theme) and what it means in a sentence."""

from dataclasses import dataclass

from components import escape, text
from queries.published import Row


@dataclass(frozen=True)
class Look:
    word: str
    icon: str
    color: str
    rank: int

    @property
    def badge(self) -> str:
        return f":{self.color}-badge[:material/{self.icon}: {self.word}]"

    @property
    def quiet(self) -> str:
        return f":{self.color}[:material/{self.icon}: {self.word}]"


LOOKS = {
    "breach": Look("Breach", "error", "red", 0),
    "at_risk": Look("Close", "warning", "orange", 1),
    "watch": Look("Watch", "visibility", "blue", 2),
    "good": Look("Good", "check", "green", 3),
    "insufficient": Look("Too few", "more_horiz", "gray", 4),
    "no_data": Look("Nothing to judge", "remove", "gray", 5),
}
VERDICTS = {
    "breached": Look("Counts against", "error", "red", 0),
    "overdue": Look("Overdue", "error", "red", 1),
    "pending": Look("Not due yet", "schedule", "blue", 2),
    "met": Look("OK", "check", "green", 3),
    "excluded": Look("Not counted", "block", "gray", 5),
    "void": Look("Cannot judge", "help", "gray", 4),
}
TRENDS = {"worse": ("trending_down", "Worse"), "better": ("trending_up", "Better"), "flat": ("trending_flat", "Same")}
ON = {"mean": "on average", "median": "in the median"}
# What a limit may count in place of the bad ones themselves.
APART = {"buyers": "different buyers", "in_a_row": "those in a row"}
CAUSES = {"carrier": "the carrier", "platform": "the platform", "buyer": "the buyer", "seller": "the seller"}


def cell(row: Row) -> str:
    """A matrix cell. Only what needs attention is filled; good is a quiet number."""
    if row.status == "no_data":
        return ":gray[–]"
    if row.status == "insufficient":
        return f":gray[:material/{LOOKS['insufficient'].icon}: n = {text.count(row.population_count)}]"
    look, value = LOOKS[row.status], text.measure(row)
    if row.status == "good":
        return f":green[:material/{look.icon}:] {value}"
    return f":{look.color}-badge[:material/{look.icon}: {value}]"


def severity(row: Row) -> str:
    """The further level of the limit that is reached, as a badge; empty for none."""
    return f":red-badge[:material/stairs: {escape.safe(row.severity_title, 40)}]" if row.severity_title else ""


def legend() -> str:
    wide = "\u2003"
    quiet = [
        f":green[:material/{LOOKS['good'].icon}:] Good",
        f":gray[:material/{LOOKS['insufficient'].icon}: Too few to judge (n)]",
        ":gray[– Nothing to judge]",
    ]
    return wide.join([LOOKS[key].badge for key in ("breach", "at_risk", "watch")] + quiet)


def advice(row: Row) -> str:
    """What is left or what gets the seller back, in one sentence. Wording per status, never a bare number."""
    if row.status == "no_data":
        nothing = "Nothing was measured" if row.population_count else f"No {text.entities(row)}"
        return f"{nothing} in this window, so nothing to judge."
    if row.status == "insufficient":
        found = text.judged(row, row.population_count)
        if not text.is_value(row):
            found = f"{text.bad(row, row.bad_count)} in {found}"
        so_far = f"{text.first_up(text.days(row))} had" if text.is_closed(row) else "So far:"
        return f"Judged from {text.judged(row, row.min_volume or 0)} on. {so_far} {found}."
    if row.limit_value is None:
        return "No limit is set for this window."
    return _gap(row) if text.is_value(row) else _room(row)


def _gap(row: Row) -> str:
    """How far a measured value is from its limit."""
    over = row.measured_value - row.limit_value
    gap = text.value(abs(over), row, None)
    words = f"**{gap} {'over' if over > 0 else 'under'} the limit**" if over else "**At the limit**"
    if row.statistic in ON:
        return f"{words} {ON[row.statistic]}."
    return f"{words}, which is {text.limit(row, of=text.entities(row))}."


def _room(row: Row) -> str:
    if row.budget_left is None:
        return ""
    noun = text.bad_noun(row, row.bad_unit)
    if row.budget_left < 0:
        over = f"**{text.bad(row, -row.budget_left)} too many.**"
        if row.bad_unit == "accountable":
            noun = text.plural(-row.budget_left, row.bad_noun)
            over = f"**{noun} too many**, counting only what the seller answers for."
        if row.status != "breach":
            words = f"**Over the limit by {text.bad(row, -row.budget_left)}**, but {_spared(row)}."
            return f"{words} {_closed(row)}" if text.is_closed(row) else words
        if text.is_closed(row):
            return f"{over} {_closed(row)}"
        if row.orders_to_recover is None:
            return over
        good = text.plural(row.orders_to_recover, f"good {text.entity(row)}")
        return f"{over} Back within the limit after {good} in a row."
    if text.is_closed(row):
        found = text.bad(row, row.bad_count) if row.bad_count else f"No {text.nouns(0, noun)}"
        allowed = text.count(row.budget_allowed) if row.budget_allowed else "none"
        return f"**{found}**, {allowed} allowed. {_closed(row)}"
    if row.budget_left == 0:
        return f"**No room left**: the next {noun} is over the limit."
    return (
        f"**Room for {text.count(row.budget_left)} more** {text.nouns(row.budget_left, noun)}, "
        f"{text.count(row.budget_allowed)} allowed."
    )


def _spared(row: Row) -> str:
    """Why a rate over its limit is no breach."""
    if row.status == "watch":
        least = max(int(row.min_bad_count or 0), 1)
        return f"a breach takes at least {text.plural(least, text.bad_noun(row, row.min_bad_unit))}"
    return f"that may be chance: {likely(row)}"


def _closed(row: Row) -> str:
    """What comes cannot change a closed window: say so and, when it is over the limit, what is judged next."""
    words = f"{text.first_up(text.days(row))} is closed"
    if text.is_all_time(row.window_start_date, row.window_end_date):
        words = f"The {row.window_title} are complete"
    after = text.next_judgement(row) if row.budget_left < 0 else ""
    return f"{words}; {after}." if after else f"{words}."


def moved(row: Row) -> str:
    """The change since the window before, with its number: Worse than 95.4% in September."""
    seen = text.previous(row)
    if not seen or not text.is_judged(row) or row.trend not in TRENDS:
        return ""
    if row.trend == "flat" and seen != text.measure(row):
        return f":material/{TRENDS['flat'][0]}: No clear change from {seen} {text.before(row)}"
    icon, word = TRENDS["flat" if seen == text.measure(row) else row.trend]
    return f":material/{icon}: {'Same as' if word == 'Same' else f'{word} than'} {seen} {text.before(row)}"


def counted(row: Row) -> str:
    """382 of 394 orders, in the direction of the limit; Median of 120 orders; 19 of 20 within, of 120 orders."""
    judged = text.judged(row, row.population_count)
    if row.statistic in text.PARTS:
        return f"{text.PARTS[row.statistic]} {'within' if text.is_time(row) else 'at or below'}, of {judged}"
    if text.is_value(row):
        return f"{text.first_up(row.statistic)} of {judged}"
    if row.bad_unit in APART:
        return f"{text.bad(row, row.bad_count)}, {judged}"
    good = row.population_count - row.bad_count
    return f"{text.count(good if row.statistic == 'good_rate' else row.bad_count)} of {judged}"


def likely(row: Row) -> str:
    """The interval in words; a mean has none."""
    if text.is_value(row) or row.wilson_low is None:
        return ""
    return f"likely {text.share(row.wilson_low, row.limit_value)} to {text.share(row.wilson_high, row.limit_value)}"


def own(row: Row) -> str:
    """The part of the number that the seller answers for, where that is not all of it; empty otherwise."""
    if text.is_value(row) or row.bad_unit in APART or row.accountable_bad_count in (None, row.bad_count):
        return ""
    if text.is_count(row):
        return f"{text.bad(row, row.accountable_bad_count)} that the seller answers for"
    return f"{text.share(row.accountable_rate, row.limit_value)} counting only what the seller answers for"


def spared(row: Row, causes: tuple[Row, ...]) -> str:
    """Why the two differ: who caused what the seller does not answer for, e.g. the carrier (3) and the platform (1)."""
    if text.is_value(row) or not causes:
        return ""
    who = text.listing([f"{CAUSES.get(c.attribution, 'nobody knows whom')} ({text.count(c.number)})" for c in causes])
    if row.bad_unit == "accountable":
        return f"not counted is what was caused by {who}: the seller does not answer for it"
    mine = own(row)
    return (
        f"{mine}; the rest was caused by {who}" if mine else f"the seller does not answer for what was caused by {who}"
    )
