"""The one place that knows how a status looks (word, icon, colour of the theme) and what it means in a sentence."""

from dataclasses import dataclass

from components import text
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
    "insufficient": Look("Too few orders", "more_horiz", "gray", 4),
    "no_data": Look("No orders", "remove", "gray", 5),
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


def legend() -> str:
    wide = "\u2003"
    quiet = [
        f":green[:material/{LOOKS['good'].icon}:] Good",
        f":gray[:material/{LOOKS['insufficient'].icon}: Too few orders (n)]",
        ":gray[– No orders]",
    ]
    return wide.join([LOOKS[key].badge for key in ("breach", "at_risk", "watch")] + quiet)


def advice(row: Row) -> str:
    """What is left or what gets the seller back, in one sentence. Wording per status, never a bare number."""
    if row.status == "no_data":
        return "No orders in this window, so nothing to judge."
    if row.status == "insufficient":
        found = f"{text.plural(row.bad_count, row.bad_noun)} in {text.plural(row.population_count, 'order')}"
        if text.is_mean(row):
            found = text.plural(row.population_count, "order")
        window = text.period(row.window_start_date, row.window_end_date)
        so_far = f"{text.first_up(window)} had" if text.is_closed(row) else "So far:"
        return f"Judged from {text.plural(row.min_volume or 0, 'order')} on. {so_far} {found}."
    if row.limit_value is None:
        return "No limit is set for this window."
    if text.is_mean(row):
        over = row.measured_value - row.limit_value
        gap = text.mean(abs(over), row.display_unit, None)
        return f"**{gap} {'over' if over > 0 else 'under'} the limit** on average."
    return _room(row)


def _room(row: Row) -> str:
    if row.budget_left is None:
        return ""
    if row.budget_left < 0:
        over = f"**{text.plural(-row.budget_left, row.bad_noun)} too many.**"
        if row.status != "breach":
            words = f"**Over the limit by {text.plural(-row.budget_left, row.bad_noun)}**, but {_spared(row)}."
            return f"{words} {_closed(row)}" if text.is_closed(row) else words
        if text.is_closed(row):
            return f"{over} {_closed(row)}"
        if row.orders_to_recover is None:
            return over
        return f"{over} Back within the limit after {text.plural(row.orders_to_recover, 'good order')} in a row."
    if text.is_closed(row):
        found = text.plural(row.bad_count, row.bad_noun) if row.bad_count else f"No {text.nouns(0, row.bad_noun)}"
        allowed = text.count(row.budget_allowed) if row.budget_allowed else "none"
        return f"**{found}**, {allowed} allowed. {_closed(row)}"
    if row.budget_left == 0:
        return f"**No room left**: the next {row.bad_noun} is over the limit."
    return (
        f"**Room for {text.count(row.budget_left)} more** {text.nouns(row.budget_left, row.bad_noun)}, "
        f"{text.count(row.budget_allowed)} allowed."
    )


def _spared(row: Row) -> str:
    """Why a rate over its limit is no breach."""
    if row.status == "watch":
        return f"a breach takes at least {text.plural(max(int(row.min_bad_count or 0), 1), row.bad_noun)}"
    return f"that may be chance: {likely(row)}"


def _closed(row: Row) -> str:
    """Orders to come cannot change a closed window: say so and, when it is over the limit, what is judged next."""
    words = f"{text.first_up(text.period(row.window_start_date, row.window_end_date))} is closed"
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
    """382 of 394 orders, in the direction of the limit."""
    if text.is_mean(row):
        return f"Mean of {text.plural(row.population_count, 'order')}"
    good = row.population_count - row.bad_count
    shown = good if row.statistic == "good_rate" else row.bad_count
    return f"{text.count(shown)} of {text.plural(row.population_count, 'order')}"


def likely(row: Row) -> str:
    """The interval in words; a mean has none."""
    if text.is_mean(row) or row.wilson_low is None:
        return ""
    return f"likely {text.share(row.wilson_low, row.limit_value)} to {text.share(row.wilson_high, row.limit_value)}"
