"""Steps, decisions and breaches in words: pure functions, tested as they are."""

import shlex
from datetime import date

from components import escape, text
from components.status import Look
from queries.published import Row

# The ladder of seeds/policy/enforcement_steps.csv; a restriction has the breach's colour.
STEPS = {
    "notify": Look("Tell the seller", "mail", "blue", 1),
    "warn": Look("Warn the seller", "campaign", "orange", 2),
    "require_plan": Look("Ask for an improvement plan", "assignment", "orange", 3),
    "throttle": Look("Limit new orders", "speed", "red", 4),
    "suppress_offers": Look("Show offers less", "visibility_off", "red", 5),
    "delist": Look("Take offers off the marketplace", "remove_shopping_cart", "red", 6),
    "suspend": Look("Suspend the account", "pause_circle", "red", 7),
    "terminate": Look("End the contract", "cancel", "red", 8),
}
STATES = {
    "open": Look("Waits for a decision", "pending_actions", "gray", 0),
    "on_hold": Look("On hold: appeal open", "gavel", "blue", 1),
    "approved": Look("Approved", "task_alt", "gray", 2),
    "changed": Look("Changed", "edit", "gray", 2),
    "rejected": Look("Rejected", "close", "gray", 2),
    "withdrawn": Look("Withdrawn", "undo", "gray", 3),
}
GROUPS = ("Waiting for a decision", "On hold while an appeal is open", "Decided", "Withdrawn")
SCOPES = {"offer": "The offers concerned", "category": "The categories concerned", "country": "The countries concerned",
          "all": "The whole account"}  # fmt: skip
WITHDRAWN = {
    "within_limits": "the seller is back within the limit",
    "too_few_orders": "too few orders are left to judge",
    "fewer_limits_broken": "fewer limits are broken at once",
    "higher_step": "a higher step took its place",
    "lower_step_is_enough": "a lower step is enough",
    "plan_accepted": "an improvement plan was accepted",
    "appeal_granted": "an appeal was granted",
    "restated": "an exemption or a late event left no ground for it",
}
DECISIONS = {"approve": "Approved", "reject": "Rejected", "change": "Changed"}
TIMINGS = {
    "before_it_was_opened": "before it was recommended",
    "after_it_was_withdrawn": "after it was withdrawn, so it changes nothing",
    "unknown": "on a step that no build has recommended",
}
UNDECIDED = ("open", "on_hold")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DIMENSIONS = {
    "carrier": "Carrier",
    "weekday": "Orders placed on a",
    "order_hour": "Orders placed from",
    "buyer_country": "Buyers in",
    "shipping_method": "Shipped by",
    "category": "Category",
    "sku": "Product",
    "ticket_channel": "Tickets by",
}


def step(action: str | None) -> Look:
    """The look of a step; a code that nobody listed is shown as it is."""
    return STEPS.get(
        action or "", Look(escape.safe(text.first_up(text.spaced(action or "No step")), 40), "flag", "gray", 0)
    )


def state(row: Row) -> Look:
    return STATES.get(row.status, Look(escape.safe(row.status, 24), "help", "gray", 4))


def from_now(day: date, today: date) -> str:
    """today; in 3 days; 9 days ago."""
    days = (day - today).days
    if not days:
        return "today"
    return f"in {text.plural(days, 'day')}" if days > 0 else f"{text.plural(-days, 'day')} ago"


def dates(row: Row, today: date) -> list[str]:
    """Since when, from when at the earliest, until when an appeal: what follows if it is decided now."""
    if row.status == "withdrawn":
        return [f"recommended on {text.full_day(row.opened_on)}"]
    found = [f"notice {text.full_day(row.notice_on)} ({from_now(row.notice_on, today)})"]
    if row.is_restriction:
        until = f" to {text.full_day(row.ends_on)}" if row.ends_on else ", with no end"
        found.append(f"in effect from {text.full_day(row.earliest_effective_on)} at the earliest{until}")
    if row.plan_due_on:
        found.append(f"plan due {text.full_day(row.plan_due_on)} ({from_now(row.plan_due_on, today)})")
    if row.has_open_appeal:
        found.append("an appeal is open")
    elif row.appeal_until:
        words = "appeal until" if today <= row.appeal_until else "time for an appeal over since"
        found.append(f"{words} {text.full_day(row.appeal_until)} ({from_now(row.appeal_until, today)})")
    return found


def outcome(row: Row, zone: str) -> str:
    """What became of a step: by whom, when and why; empty while it waits."""
    if row.status == "withdrawn":
        why = WITHDRAWN.get(row.withdrawn_reason, text.spaced(row.withdrawn_reason or "no reason is known"))
        return f"**Withdrawn on {text.full_day(row.withdrawn_on)}**: {escape.safe(why)}"
    return decided(row, zone, row.decided_action, row.decision_reason) if row.decision else ""


def decided(row: Row, zone: str, action: str | None, reason: str | None) -> str:
    """One decision with its reason: Changed to “Warn the seller” by jana on 17 February 2026: Three orders are few."""
    words = DECISIONS.get(row.decision, escape.safe(text.first_up(row.decision or "Decided"), 24))
    if row.decision == "change":
        words += f" to “{step(action).word}”"
    by = f" by {escape.safe(row.decided_by, 40)}" if row.decided_by else ""
    on = f" on {text.full_day(text.local(row.decided_at, zone))}" if row.decided_at else ""
    return f"**{words}{by}{on}**" + (f": {escape.safe(reason, 400)}" if reason else "")


def ways_out(row: Row, today: date) -> list[str]:
    """What ends a step, for the seller: one sentence each."""
    if row.status not in (*UNDECIDED, "approved", "changed"):
        return []
    found = []
    if row.status in UNDECIDED:
        found.append("It is withdrawn when the breach ends: when a newer window is within the limit.")
    if row.has_open_appeal:
        found.append(
            "An appeal is open: nothing is decided before it is answered. If it is granted, the step is withdrawn."
        )
    elif row.appeal_until and today <= row.appeal_until:
        until = f"{text.full_day(row.appeal_until)} ({from_now(row.appeal_until, today)})"
        found.append(f"The seller may appeal until {until}; a granted appeal withdraws it.")
    elif row.appeal_until:
        found.append(f"The time for an appeal ended on {text.full_day(row.appeal_until)}.")
    if row.immunity_days:
        days = text.plural(row.immunity_days, "day")
        found.append(f"An accepted improvement plan keeps the same rule away for {days}.")
    return found


def commands(row: Row) -> str:
    """What an operator types to decide it; the first of an appeal is to read it."""
    name = shlex.quote(escape.plain(row.recommendation_id))
    if row.has_open_appeal:
        subject = shlex.quote(f"recommendation/{escape.plain(row.recommendation_id)}")
        answer = "seller-sla ops answer-appeal APPEAL_ID"
        return f'seller-sla ops list {subject}\n{answer} granted --reason "..."\n{answer} refused --reason "..."'
    lower = next((code for code, look in reversed(STEPS.items()) if look.rank < (row.step_no or 0)), "notify")
    return "\n".join(
        (
            f'seller-sla ops decide {name} approve --reason "..."',
            f'seller-sla ops decide {name} reject --reason "..."',
            f'seller-sla ops decide {name} change --step {lower} --reason "..."',
        )
    )


def headline(totals: Row) -> str:
    """4 steps wait for a decision; 2 appeals are open."""
    if not totals.step_count:
        return "No step was ever recommended"
    waiting, appeals = totals.open_count, totals.appeal_count
    words = f"{text.plural(waiting, 'step')} {text.verb(waiting, 'waits', 'wait')}" if waiting else "No step waits"
    more = f"; {text.plural(appeals, 'appeal')} {text.verb(appeals, 'is', 'are')} open" if appeals else ""
    return f"{words} for a decision{more}"


def severity(row: Row) -> str:
    """How bad a breach was at its worst, as a badge."""
    color = "orange" if row.severity_rank < 2 else "red"
    times = f", {row.peak_times_limit:g} times the limit" if row.peak_times_limit is not None else ""
    return f":{color}-badge[:material/error: {escape.safe(text.first_up(row.severity_code or 'breach'), 30)}{times}]"


def judged(row: Row, number: float) -> str:
    """16 orders; of a mean, whose follow-up counts days, 16 days."""
    return text.plural(number, "day") if row.peak_statistic == "mean" else text.judged(row, number)


def at_worst(row: Row) -> str:
    """55.6% of 18 orders, limit 90%."""
    if text.is_value(row):
        measured = "–" if row.peak_measured_value is None else text.value(row.peak_measured_value, row, row.limit_value)
    elif text.is_count(row) or row.peak_rate is None:
        measured = text.plural(row.peak_bad_count, row.bad_noun)
    else:
        measured = text.share(row.peak_rate, row.limit_value)
    limit = "" if row.limit_value is None else f", limit {text.amount(row.limit_value, row)}"
    return f"{measured} of {text.judged(row, row.peak_population_count)}{limit}"


def during(start: date, end: date) -> str:
    """in June 2026; from 22 Jan to 18 Feb 2026."""
    words = text.period(start, end)
    return f"from {words}" if " to " in words else f"in {words}"


def pattern(row: Row) -> str:
    """One-off or trend, with what decides it."""
    start, end = row.follow_up_start_date, row.follow_up_end_date
    after = during(start, end) if start and end else "in the days after"
    bad = (
        ""
        if row.follow_up_count is None
        else f"{text.count(row.follow_up_bad_count)} of {judged(row, row.follow_up_count)}"
    )
    reasons = {
        "still_beyond_the_limit": f"**A trend**: {after}, after the window that opened it, {bad} were bad again, "
        "more than chance explains.",
        "back_within_the_limit": f"**A one-off**: {after}, after the window that opened it, only {bad} were bad.",
        "within_chance": f"**One-off or trend cannot be told**: {bad} bad {after} may be chance either way.",
        "too_few_orders": f"**One-off or trend cannot be told**: {bad} bad {after} are too few to judge."
        if bad
        else "**One-off or trend cannot be told**: too few came after it.",
        "too_early": "**Too early to tell one-off from trend**"
        + (f": that is decided on {text.full_day(row.pattern_decided_on_date)}, by what came {after}."
           if row.pattern_decided_on_date else "."),
        "limit_is_no_share": "**One-off or trend cannot be told**: its limit is no share.",
    }  # fmt: skip
    return reasons.get(row.pattern_reason, escape.safe(text.first_up(text.spaced(row.pattern or "cannot tell"))))


def since(row: Row) -> str:
    """Out of its limit since 1 April 2026, 91 days."""
    days = text.plural(row.day_count, "day")
    if row.is_open:
        return f"out of its limit since {text.full_day(row.first_date)}: {days} up to {text.full_day(row.last_date)}"
    ended = {"insufficient": ", then too few orders to judge", "no_data": ", then nothing to judge"}
    return f"out of its limit from {text.period(row.first_date, row.last_date)}, {days}{ended.get(row.ended_by, '')}"


def driver_name(row: Row) -> str:
    """Orders placed on a Friday; Product S10-17; Buyers in SK."""
    value = row.dimension_value or ""
    if row.dimension == "weekday" and value in set("0123456"):
        value = WEEKDAYS[int(value)]
    elif row.dimension == "order_hour" and value.isascii() and value.isdigit():
        value = f"{int(value):02}:00 to {(int(value) + 1) % 24:02}:00"
    return f"{DIMENSIONS.get(row.dimension, text.first_up(text.spaced(row.dimension)))} {escape.safe(value, 40)}"


def rate(number: float | None, low: float | None, high: float | None) -> str:
    """62.5% (likely 38.6% to 81.5%)."""
    if number is None:
        return "–"
    words = text.share(number, None)
    return (
        words
        if low is None or high is None
        else f"{words} (likely {text.share(low, None)} to {text.share(high, None)})"
    )


def driver(row: Row) -> str:
    """What a driver explains, and the rates inside and outside with their intervals."""
    explained = f" explains {text.share(row.excess_share, None)} of the excess" if row.excess_share is not None else ""
    inside = rate(row.inside_rate, row.inside_low, row.inside_high)
    outside = rate(row.outside_rate, row.outside_low, row.outside_high)
    return (
        f"**{driver_name(row)}**{explained}. Bad are {text.count(row.inside_bad_count)} of {text.count(row.inside_count)}, "
        f"{inside}; of all others {text.count(row.outside_bad_count)} of {text.count(row.outside_count)}, {outside}."
    )


def badge_evidence(row: Row) -> str:
    """111 good orders in a row since 13 Jan 2026; place 1 of 22."""
    if row.since_date:
        since = f"{text.day(row.since_date)} {row.since_date.year}"
        return f"{text.plural(row.evidence, f'good {text.entity(row)}')} in a row since {since}"
    return f"place {text.count(row.evidence)} of {text.count(row.evidence_of)}"
