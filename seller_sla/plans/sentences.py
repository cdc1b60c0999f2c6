"""What is measured of a breach, a step and a plan, in sentences. Pure functions over rows of the marts."""

from datetime import timedelta
from types import SimpleNamespace as Row

from seller_sla.limits import bad, bad_noun, entity, is_value, judged, limit, measure, share, value
from seller_sla.plans.actions import cause_words
from seller_sla.plans.rows import Breach
from seller_sla.times import days, period
from seller_sla.words import count, counted, first_up, full_day, spaced

PATTERNS = {
    "still_beyond_the_limit": "A trend: the orders after it are beyond the limit too, by more than chance explains",
    "back_within_the_limit": "One-off: the orders after it are within the limit, and better by more than chance explains",
    "within_chance": "Whether it is a trend cannot be told: what came after it may be chance",
    "too_few_orders": "Whether it is a trend cannot be told: too few orders came after it",
    "too_early": "Whether it is a trend cannot be told yet",
    "limit_is_no_share": "Whether it is a trend cannot be told: the limit is no share of orders",
}
VERDICTS = {"worked": "It worked", "did_not": "It did not work", "too_early": "Too early to tell"}
VERDICT_REASONS = {
    "better_and_within_the_target": "within the target, and better than before by more than chance explains",
    "beyond_the_target": "beyond the target by more than chance explains",
    "no_better_than_before": "no better than before",
    "still_running": "it is decided once, when the orders of all its days are settled",
    "too_few_orders": "too few orders before or after",
    "within_chance": "it may be chance that it looks better, or that it misses the target; a longer plan can tell",
    "policy_is_unknown": "its policy is not known",
}


def severity(breach: Breach) -> str:
    """critical, 4.4 times what is allowed at its worst."""
    if not breach.episode:
        return breach.score.severity_title or ""
    times = breach.episode.peak_times_limit
    grade = str(breach.episode.severity_code)
    return grade if times is None else f"{grade}, {times:g} times what is allowed at its worst"


def since(breach: Breach) -> str:
    """Since when it lasts, as far as days are settled."""
    if breach.score.status != "breach":
        return ""
    if not breach.episode:
        return f"{days(breach.score)}; its days are not settled yet, or its limit is one that days do not tell"
    return f"{full_day(breach.episode.first_date)}, of the days that are settled by now"


def pattern(breach: Breach) -> str:
    """One-off or trend, and by which numbers."""
    row = breach.episode
    if not row:
        return ""
    words = PATTERNS[row.pattern_reason]
    if row.pattern_reason == "too_early":
        return f"{words}: it is decided on {full_day(row.pattern_decided_on_date)}"
    if not row.follow_up_count:
        return words
    unit = "days" if row.peak_statistic == "mean" else "judged"
    before, after = (
        f"{count(bad)} bad of {count(number)}"
        for number, bad in ((row.opening_count, row.opening_bad_count), (row.follow_up_count, row.follow_up_bad_count))
    )
    return f"{words} ({before} {unit} when it began, {after} after)"


def driver(row: Row) -> str:
    """One measured cause."""
    inside, outside = (
        f"{count(bad)} of {count(number)} bad ({share(rate, None)})"
        for bad, number, rate in (
            (row.inside_bad_count, row.inside_count, row.inside_rate),
            (row.outside_bad_count, row.outside_count, row.outside_rate),
        )
    )
    of_excess = f"with the rate of the others, {share(row.excess_share, None)} of what is too much would not be there"
    return f"{cause_words(row.dimension, row.dimension_value)}: {inside}, all others {outside}; {of_excess}"


def no_driver(breach: Breach) -> str:
    """Why no cause is named."""
    if not breach.episode:
        return "Causes are measured when the days of the breach are settled."
    few = sum(row.finding == "too_few_orders" for row in breach.drivers)
    looked_at = len(breach.drivers) - few
    words = f"No carrier, weekday, hour, country, method, category, product or channel stands out: {counted(looked_at, 'value')}"
    return f"{words} looked at, each against all others, and {count(few)} more with too few orders to tell."


def excess(row: Row) -> str:
    """How far the window is beyond its limit."""
    if is_value(row):
        gap = abs(row.measured_value - row.limit_value)
        return f"{measure(row)}, {value(gap, row, None)} beyond the limit"
    over = f"; {count(-row.budget_left)} too many" if row.budget_left is not None and row.budget_left < 0 else ""
    return f"{measure(row)}: {bad(row, row.bad_count)} of {judged(row, row.population_count)}{over}"


def good_orders(row: Row) -> str:
    """How many good ones in a row bring the rate back, with the sum that shows it; nothing where that cannot be said."""
    if row.status != "breach" or is_value(row):
        return ""
    if row.window_end_date <= row.as_of_date:
        return f"none: {days(row)} is closed, and no order can change it any more"
    if row.orders_to_recover is None:
        return ""
    total = row.population_count + row.orders_to_recover
    then = f"{count(row.bad_count)} bad of {count(total)} then"
    return f"{counted(row.orders_to_recover, f'good {entity(row)}')} in a row ({then}), if none rolls off before"


def roll_off(row: Row) -> str:
    """What the passing of days does."""
    if not row.within_limit_on:
        return ""
    first = ""
    if row.next_rolloff_date and row.next_rolloff_date < row.within_limit_on:
        first = f"the oldest {bad_noun(row, None)} leaves the window on {full_day(row.next_rolloff_date)}; "
    return f"{first}without any more bad ones it is within the limit on {full_day(row.within_limit_on)} at the latest"


def target(row: Row) -> str:
    """What must be kept."""
    return f"{limit(row)}, {row.window_title}" + (f", from {judged(row, row.min_volume)} on" if row.min_volume else "")


def step_dates(row: Row) -> list[tuple[str, str]]:
    """The dates of a recommendation."""
    named = {
        "Notice": row.notice_on, "Earliest effect": row.earliest_effective_on, "Ends": row.ends_on,
        "Appeal until": row.appeal_until, "Plan due": row.plan_due_on,
    }  # fmt: skip
    return [(name, full_day(day)) for name, day in named.items() if day]


def compared(row: Row) -> list[tuple[str, str, str, str, str]]:
    """Before and after of a plan, a row each."""
    spans = {
        "before": (row.before_start_date, row.starts_on),
        "after": (row.starts_on, row.after_end_date),
    }
    found = []
    for name, (start, end) in spans.items():
        number, bad_ones, rate, low, high = (
            getattr(row, f"{name}_{what}") for what in ("count", "bad_count", "rate", "low", "high")
        )
        rates = (share(rate, None), f"{share(low, None)} to {share(high, None)}") if number else ("–", "–")
        when = period(start, end) if start < end else "no day is settled yet"
        found.append((first_up(name), when, count(number), f"{count(bad_ones)} ({rates[0]})", rates[1]))
    return found


def difference(row: Row) -> str:
    """The difference in percentage points, with its interval."""
    if row.difference is None:
        return ""
    points, low, high = (f"{number * 100:+.1f}" for number in (row.difference, row.difference_low, row.difference_high))
    return f"{points} percentage points, likely {low} to {high} (95%)"


def verdict(row: Row) -> str:
    """The verdict and why."""
    when = f" ({full_day(row.decided_on_date)})" if row.verdict_reason == "still_running" else ""
    return f"{VERDICTS[row.verdict]}: {VERDICT_REASONS[row.verdict_reason]}{when}."


def plan_period(row: Row) -> str:
    """1 April 2026 to 30 June 2026, accepted by jana."""
    by = f"accepted by {row.accepted_by}" if row.accepted_at else "not accepted"
    closed = ", closed" if row.closed_at else ""
    return f"{full_day(row.starts_on)} to {full_day(row.ends_on - timedelta(days=1))}, opened by {row.opened_by}, {by}{closed}"


def returns(rows: list[Row]) -> str:
    """The reasons that buyers gave."""
    return ", ".join(f"{spaced(row.reason_code)} ({count(row.returned_line_count)})" for row in rows)
