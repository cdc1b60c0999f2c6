"""What an exemption would change, as SQL over the published outcomes: scorecards before and after."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seller_sla.scores import SCORES, in_force
from seller_sla.what_if.macros import rendered

TEMPLATE = Path(__file__).with_name("scorecards.sql")
BAD = "('breached', 'overdue')"
JUDGED = "('met', 'breached', 'overdue')"
# What each effect makes of a verdict. What does not count anyway is nobody's exemption.
VERDICTS = {
    "leave_out": f"case when verdict in {JUDGED} or verdict = 'pending' then 'excluded' else verdict end",
    "count_as_good": f"case when verdict in {BAD} then 'met' else verdict end",
}
SCOPES = {
    "policy_id": "o.policy_id", "seller_id": "o.seller_id", "marketplace": "r.marketplace", "carrier": "r.carrier",
    "order_id": "o.order_id",
}  # fmt: skip


@dataclass(frozen=True)
class Exemption:
    """What is asked: which outcomes, of which days (half-open), and what it does to them."""

    scopes: dict[str, str]
    first: date
    end: date | None
    effect: str


def scorecards(asked: Exemption | None) -> str:
    """Query for the scorecards now and with it; of no exemption, all of them as they are."""
    return rendered(
        TEMPLATE,
        scores=SCORES,
        limit_in_force=in_force("t"),
        touched=f"{_condition(asked)} and o.exemption_id is null" if asked else "false",
        verdict_then=VERDICTS[asked.effect] if asked else "verdict",
        everything=asked is None,
    )


def _condition(asked: Exemption) -> str:
    """Which outcomes it covers; the values are parameters of the query."""
    parts = [f"{SCOPES[name]} = $of_{name}" for name in asked.scopes]
    return " and ".join([*parts, "o.anchor_date >= $first", "o.anchor_date < $end" if asked.end else "true"])


def values(asked: Exemption) -> dict[str, object]:
    """The values that the queries name."""
    named: dict[str, object] = {f"of_{name}": value for name, value in asked.scopes.items()}
    named["first"] = asked.first
    return {**named, "end": asked.end} if asked.end else named


def covered(asked: Exemption) -> str:
    """Query for what it covers."""
    return f"""
        with covered as (
            select o.*, {VERDICTS[asked.effect]} as verdict_then
            from fct_sla_outcomes as o left join fct_orders as r on o.order_id = r.order_id
            where {_condition(asked)}
        )
        select
            count(*) as outcome_count, count(exemption_id) as exempt_count,
            count(distinct seller_id) as seller_count,
            count(*) filter (exemption_id is null and verdict <> verdict_then) as changed_count,
            count(*) filter (exemption_id is null and verdict in {BAD}) as bad_count
        from covered
    """
