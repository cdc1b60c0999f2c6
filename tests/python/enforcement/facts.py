"""What the oracles of this folder start from: the rules as the seeds have them, the counts of days as they are published."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from enforcement.episode_oracle import Day, Row
from projects import ROOT

NUMBERS = (
    "length", "skip_days", "needs_volume", "choice", "min_volume", "min_bad_count", "maturity_days", "settle_days",
    "units_per_value", "short_days", "long_days", "close_days", "min_count", "min_past_count", "days", "min_days", "min_sellers",
    "max_surely_out_percent", "max_out_percent", "percent_of_limit",
)  # fmt: skip
DATES = ("valid_from", "valid_to")


def seed(name: str) -> list[Row]:
    """Rows of a policy seed, numbers and dates as such."""

    def value(column: str, text: str) -> Any:
        if column in NUMBERS:
            return int(text)
        return (date.fromisoformat(text[:10]) if text else None) if column in DATES else text

    with (ROOT / "seeds" / "policy" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{column: value(column, text) for column, text in row.items()} for row in csv.DictReader(file)]


def judged_days(published: Path) -> dict[tuple[str, str], list[Day]]:
    """Days by seller and policy, in order."""
    days = defaultdict(list)
    with duckdb.connect(str(published), read_only=True) as reader:
        found = reader.execute(
            """
            with buyers as (
                select o.seller_id, o.policy_id, o.anchor_date, list(distinct coalesce(r.buyer_ref, o.order_id)) as buyers
                from fct_sla_outcomes as o inner join fct_orders as r using (order_id)
                where o.verdict in ('breached', 'overdue')
                group by all
            )
            select
                d.seller_id, d.policy_id, d.anchor_date, sum(population_count)::bigint,
                sum(breached_count + overdue_count)::bigint, sum(accountable_bad_count)::bigint,
                coalesce(sum(measured_value_sum), 0)::bigint, sum(measured_value_count)::bigint,
                coalesce(any_value(b.buyers), [])
            from fct_seller_sla_daily as d left join buyers as b using (seller_id, policy_id, anchor_date)
            group by d.seller_id, d.policy_id, d.anchor_date
            order by d.anchor_date
            """
        ).fetchall()
    for seller_id, policy_id, *numbers, buyers in found:
        days[seller_id, policy_id].append(Day(*numbers, frozenset(buyers)))
    return days
