"""Actions to choose from, of the seed `improvement_actions`, with what was found put into them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from seller_sla.plans.rows import Breach
from seller_sla.words import spaced

SEED = Path("seeds/policy/improvement_actions.csv")
ANY = "any"
DIMENSIONS = {
    "carrier": "Carrier",
    "weekday": "Day of the order",
    "order_hour": "Hour of the order",
    "buyer_country": "Country of the buyer",
    "shipping_method": "Shipping method",
    "category": "Category",
    "sku": "SKU",
    "ticket_channel": "Channel of the ticket",
    "return_reason": "Reason of the return",
}
WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@dataclass(frozen=True)
class Action:
    """One thing to do, against which cause, and who does it."""

    kind: str
    cause: str
    action: str
    owner: str


def choices(breach: Breach) -> list[Action]:
    """What helps against the causes that were found, then what helps against a breach of this metric whatever its cause."""
    found = [(row.dimension, row.dimension_value) for row in breach.drivers if row.driver_no]
    found += [("return_reason", row.reason_code) for row in breach.returns[:1]]
    rows = _seed()
    chosen: list[Action] = []
    for metric, cause, value in [
        *((breach.score.metric_code, *each) for each in found),
        *((ANY, *each) for each in found),
        (breach.score.metric_code, ANY, ""),
        (ANY, ANY, ""),
    ]:
        chosen += [_filled(row, cause, value) for row in rows if (row["metric_code"], row["cause"]) == (metric, cause)]
    return sorted(chosen, key=lambda action: action.kind)


def cause_words(dimension: str, value: str) -> str:
    """carrier Kestrel; Mondays; 17:00 to 17:59; the reason too small."""
    if dimension == "weekday":
        return WEEKDAYS[int(value)]
    if dimension == "order_hour":
        return f"{int(value):02}:00 to {int(value):02}:59"
    return spaced(value) if dimension == "return_reason" else value


def _filled(row: dict[str, str], dimension: str, value: str) -> Action:
    words = cause_words(dimension, value) if value else ""
    cause = f"{DIMENSIONS[dimension]}: {words}" if value else "Whatever the cause"
    return Action(row["kind"], cause, row["action"].replace("{value}", words), row["owner"])


def _seed() -> list[dict[str, str]]:
    with SEED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
