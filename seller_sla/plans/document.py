"""The plan of action of one seller as a document."""

import csv
from pathlib import Path

from seller_sla.documents.parts import Document, Heading, Line, Lines, Paragraph, Part, lines, table
from seller_sla.escape import plain
from seller_sla.limits import is_value, limit, share
from seller_sla.plans import sentences
from seller_sla.plans.actions import DIMENSIONS, choices
from seller_sla.plans.rows import Breach, Case, Plan
from seller_sla.times import clock, days, zone_words
from seller_sla.words import count, counted, first_up, full_day, spaced

LADDER = Path("seeds/policy/enforcement_steps.csv")
ORDERS_NAMED = 20


def document(case: Case) -> Document:
    """What is out of limits, then each of it with causes, actions, targets, next steps and plans."""
    parts: list[Part] = [
        lines(("Seller", _named(case)), ("As of", _as_of(case))),
        Heading("What is out of limits"),
        _overview(case),
    ]
    for breach in case.breaches:
        parts += _chapter(breach)
    return Document(f"Plan of action: {case.seller.seller_name or case.seller.seller_id}", tuple(parts))


def within_limits(case: Case) -> str:
    """What to say when there is nothing to plan."""
    if not case.policies:
        return f"{_named(case)} is judged by no policy: there is nothing to plan."
    limits = counted(len(case.policies), "limit")
    return f"{_named(case)} breaches none of {limits}: there is nothing to plan. With --policy one is told anyway."


def _named(case: Case) -> str:
    return plain(f"{case.seller.seller_name or case.seller.seller_id} ({case.seller.seller_id})")


def _as_of(case: Case) -> str:
    """The moment by the clock of the program, or UTC where there are several."""
    places = {(breach.score.program_timezone, breach.score.program_calendar_id) for breach in case.breaches}
    zone, calendar = places.pop() if len(places) == 1 else ("UTC", "")
    return f"{clock(case.as_of.as_of_at, zone, with_year=True)} ({zone_words(zone, calendar)})"


def _overview(case: Case) -> Part:
    breaches = [breach for breach in case.breaches if breach.score.status == "breach"]
    if not breaches:
        return Paragraph("Nothing is in breach now.")
    return table(
        ("What", "Window", "Found", "Limit", "How bad", "Since"),
        [
            (
                _title(breach),
                days(breach.score),
                sentences.excess(breach.score),
                limit(breach.score),
                sentences.severity(breach) or "–",
                sentences.since(breach),
            )
            for breach in breaches
        ],
    )


def _chapter(breach: Breach) -> list[Part]:
    row = breach.score
    found = "in breach" if row.status == "breach" else f"status {spaced(row.status)}"
    return [
        Heading(_title(breach)),
        lines(
            ("Policy", row.policy_id),
            ("Found", f"{sentences.excess(row)} ({found})" if row.population_count else "nothing was judged"),
            ("One-off or trend", sentences.pattern(breach)),
        ),
        *(_causes(breach) + _actions(breach) if row.status == "breach" or breach.episode else []),
        *_targets(breach),
        *_steps(breach),
        *_plans(breach),
    ]


def _title(breach: Breach) -> str:
    return f"{breach.score.title}, {breach.score.program_title}"


def _causes(breach: Breach) -> list[Part]:
    drivers = [Line(sentences.driver(row), DIMENSIONS[row.dimension]) for row in breach.drivers if row.driver_no]
    if breach.returns:
        drivers.append(Line(sentences.returns(breach.returns), "Reasons of returns"))
    if not any(row.driver_no for row in breach.drivers):
        drivers.insert(0, Line(sentences.no_driver(breach)))
    return [Heading("Measured causes", 3), Lines(tuple(drivers))]


def _actions(breach: Breach) -> list[Part]:
    rows = [("[ ]", first_up(each.kind), each.cause, each.action, each.owner, "") for each in choices(breach)]
    return [
        Heading("Actions to choose from", 3),
        table(("", "Kind", "Against", "Action", "Who", "By when"), rows),
    ]


def _targets(breach: Breach) -> list[Part]:
    row = breach.score
    return [
        Heading("Target and dates", 3),
        lines(
            ("Target", sentences.target(row)),
            ("Orders to recover", sentences.good_orders(row)),
            ("Roll-off", sentences.roll_off(row)),
        ),
    ]


def _steps(breach: Breach) -> list[Part]:
    parts: list[Part] = [Heading("What follows", 3)]
    if not breach.steps:
        return [*parts, Paragraph("No step is recommended.")]
    with LADDER.open(encoding="utf-8", newline="") as file:
        titles = {row["action"]: row["title"] for row in csv.DictReader(file)}
    for step in breach.steps:
        parts.append(
            lines(
                ("Step", f"{titles.get(step.action, spaced(step.action))} ({spaced(step.status)})"),
                ("Facts", step.facts),
                ("Clause", step.clause),
                *sentences.step_dates(step),
                ("Orders", _orders(step.orders)),
                ("Recommendation", step.recommendation_id),
            )
        )
    return parts


def _orders(named: str | None) -> str:
    """The first orders by name, and how many more there are."""
    orders = (named or "").split(", ")
    more = len(orders) - ORDERS_NAMED
    return ", ".join(orders[:ORDERS_NAMED]) + (f" and {count(more)} more" if more > 0 else "")


def _plans(breach: Breach) -> list[Part]:
    parts: list[Part] = [Heading("Before and after", 3)]
    if not breach.plans:
        row = breach.score
        command = f"seller-sla ops plan open {row.seller_id} {row.policy_id} --starts DAY --ends DAY --target PERCENT"
        return [*parts, Paragraph(f"No plan is written down yet. When the seller has chosen: {command}")]
    for plan in breach.plans:
        parts += _plan(plan, is_value(breach.score))
    return parts


def _plan(plan: Plan, counts_days: bool) -> list[Part]:
    row = plan.row
    parts: list[Part] = [
        lines(
            ("Plan", row.plan_id),
            ("Runs", sentences.plan_period(row)),
            ("Target", f"at most {share(row.target_rate, None)} bad"),
            ("Verdict", sentences.verdict(row)),
            ("Difference", sentences.difference(row)),
        ),
        table(("", "Days", "Days judged" if counts_days else "Judged", "Bad", "Likely (95%)"), sentences.compared(row)),
    ]
    if plan.actions:
        actions = [
            (
                first_up(a.kind),
                spaced(a.cause),
                a.action,
                full_day(a.due_on),
                full_day(a.done_at) if a.done_at else "open",
            )
            for a in plan.actions
        ]
        parts.append(table(("Kind", "Against", "Action", "Due", "Done"), actions))
    return parts
