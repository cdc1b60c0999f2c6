"""Builds in a warehouse of their own, measured from outside."""

import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import ROOT
from benchmarks.measure import Measured, measure


@dataclass(frozen=True)
class Build:
    """What one build cost, as a whole and node by node (wall seconds)."""

    orders: int
    cost: Measured
    nodes: dict[str, float]

    def dearest(self, count: int) -> list[tuple[str, float]]:
        """The nodes that took longest."""
        return sorted(self.nodes.items(), key=lambda node: -node[1])[:count]


# Everything between accepted rows and scorecards: no landing, no checks, no publishing.
FACTS = (
    *("--select", "+fct_orders", "+fct_seller_scorecards", "--exclude", "path:models/landing"),
    *("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test", "--full-refresh"),
)


def usual_memory() -> str:
    """What the profile lets DuckDB have where nobody says otherwise."""
    profile = (ROOT / "profiles" / "profiles.yml").read_text(encoding="utf-8")
    [limit] = re.findall(r"env_var\('SELLER_SLA_MEMORY_LIMIT', '(\w+)'\)", profile)
    return limit


def full_build(project: Path, raw: Path, warehouse: Path, orders: int, memory: str | None = None) -> Build:
    """Everything from the raw files to the published marts, in an empty warehouse."""
    shutil.rmtree(warehouse, ignore_errors=True)
    return build(project, raw, warehouse, orders, memory)


def build(
    project: Path, raw: Path, warehouse: Path, orders: int, memory: str | None = None, arguments: Sequence[str] = ()
) -> Build:
    """One `seller-sla build`, on top of what the warehouse holds; `arguments` go to dbt."""
    places = {
        "SELLER_SLA_RAW_DIR": str(raw.resolve()),
        "SELLER_SLA_WAREHOUSE_DIR": str(warehouse.resolve()),
        "DBT_TARGET_PATH": str(warehouse.resolve() / "target"),
        "DBT_LOG_PATH": str(warehouse.resolve() / "logs"),
        **({"SELLER_SLA_MEMORY_LIMIT": memory} if memory else {}),
    }
    cost = measure([sys.executable, "-m", "seller_sla.cli", "build", *arguments], project, places)
    results = json.loads((warehouse / "target" / "run_results.json").read_text())["results"]
    return Build(orders, cost, {node["unique_id"].split(".", 2)[2]: node["execution_time"] for node in results})
