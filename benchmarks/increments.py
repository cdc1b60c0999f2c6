"""A build on top of another: what it costs when a share of the orders has changed, and whether it leaves a full refresh."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks import ROOT
from benchmarks.builds import Build, build
from benchmarks.changes import Changes, deliver
from benchmarks.hand_tuned.compare import differences
from seller_sla.engines.marts import public_marts


@dataclass(frozen=True)
class Increment:
    """A build of changes and how many orders it judged, those whose time has come among them.

    `differences` names the marts that a full refresh makes otherwise (None: not compared).
    """

    changes: Changes
    build: Build
    judged: int
    differences: list[str] | None


def increment(
    raw: Path, warehouse: Path, orders: int, share: float, memory: str | None = None, compare: bool = False
) -> Increment:
    """Build changes of so large a share of the orders on top of a copy of the warehouse, which stays as it is."""
    changed_raw, changed = (folder.with_name(f"{folder.name}_changed") for folder in (raw, warehouse))
    changes = Changes.of(orders, share)
    deliver(raw, changed_raw, changes)
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(warehouse, changed)
    os.sync()  # The build must not wait for the copy to reach the disk.
    try:
        built = build(ROOT, changed_raw, changed, orders, memory)
        judged = judged_orders(changed)
        found = against_full_refresh(changed_raw, changed, orders, memory) if compare else None
    finally:
        shutil.rmtree(changed)
        shutil.rmtree(changed_raw)
    return Increment(changes, built, judged, found)


def judged_orders(warehouse: Path) -> int:
    """How many orders the last build judged."""
    query = """
        select if(everything_because is null, (from (select count(*) from intermediate.int_changed_orders)), null)
        from intermediate.int_judging
    """
    with duckdb.connect(str(warehouse / "seller_sla.duckdb"), read_only=True) as connection:
        [(judged,)] = connection.execute(query).fetchall()
    if judged is None:
        raise RuntimeError(f"The build in {warehouse} judged every order, so it says nothing about changes.")
    return int(judged)


def against_full_refresh(raw: Path, warehouse: Path, orders: int, memory: str | None) -> list[str]:
    """One sentence for each public mart that is not, row for row, what a full refresh of the same files publishes."""
    published = warehouse / "published" / "marts.duckdb"
    grown = Path(shutil.copy(published, warehouse / "grown.duckdb"))
    build(ROOT, raw, warehouse, orders, memory, ["--full-refresh"])
    return list(differences(grown, published, public_marts(), {}))
