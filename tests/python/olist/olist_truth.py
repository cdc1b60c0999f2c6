"""The four Olist metrics straight from the CSV files, in plain Python: no code and no query of the project is used."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass
class Score:
    """What a seller's orders come to in one metric."""

    population: int = 0
    bad: int = 0
    seconds: int = 0

    def count(self, is_bad: bool, seconds: int = 0) -> None:
        """One more order of the population."""
        self.population += 1
        self.bad += is_bad
        self.seconds += seconds


@dataclass(frozen=True)
class Truth:
    """Scores by (seller, metric), and the orders that no seller's score can hold."""

    scores: dict[tuple[str, str], Score]
    order_count: int
    unattributed: dict[str, str]


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of one file of the download."""
    with (folder / f"olist_{name}_dataset.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def time_of(text: str) -> datetime | None:
    """A time, local as it is; empty is none."""
    return datetime.fromisoformat(text) if text else None


def truth(folder: Path, refused: frozenset[str] = frozenset()) -> Truth:
    """All scores; `refused` are orders whose row must not be let in."""
    orders = {row["order_id"]: row for row in rows_of(folder, "orders") if row["order_id"] not in refused}
    known = {row["seller_id"] for row in rows_of(folder, "sellers")}
    limits: dict[tuple[str, str], datetime] = {}
    sellers_of: dict[str, set[str]] = defaultdict(set)
    for item in rows_of(folder, "order_items"):
        pair = (item["order_id"], item["seller_id"])
        limit = datetime.fromisoformat(item["shipping_limit_date"])
        limits[pair] = min(limit, limits.get(pair, limit))
        sellers_of[item["order_id"]].add(item["seller_id"])

    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for (order_id, seller), limit in limits.items():
        if order_id not in orders or seller not in known:
            continue
        order = orders[order_id]
        status, approved = order["order_status"], time_of(order["order_approved_at"])
        carrier = time_of(order["order_delivered_carrier_date"])
        delivered = time_of(order["order_delivered_customer_date"])
        estimated = datetime.fromisoformat(order["order_estimated_delivery_date"])
        scores[seller, "cancellation_rate"].count(status == "canceled")
        if carrier:
            scores[seller, "late_shipment"].count(carrier > limit)
        if status == "delivered" and delivered:
            scores[seller, "on_time_delivery"].count(delivered.date() > estimated.date())
        if approved and carrier and carrier >= approved:
            scores[seller, "ship_time"].count(False, int((carrier - approved).total_seconds()))

    unattributed = {
        order_id: "unknown_seller" if sellers_of[order_id] else "no_seller"
        for order_id in orders
        if not sellers_of[order_id] & known
    }
    return Truth(dict(scores), len(orders), unattributed)
