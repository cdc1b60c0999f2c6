"""Everything that is measured, one after the other on one machine, so that ratios are of one run."""

import math
import shutil
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import ROOT, business_time
from benchmarks.builds import FACTS, Build, build, full_build
from benchmarks.evidence import look_up
from benchmarks.hand_tuned.run import measured_run
from benchmarks.increments import increment
from benchmarks.marketplace import raw_files
from benchmarks.measure import CommandFailed, Measured, facts_of
from benchmarks.opponents import Opponent
from benchmarks.opponents.all import OPPONENTS
from benchmarks.opponents.compare import differences_of

SHARES = {"incremental_1pct_over_full": 0.01, "incremental_01pct_over_full": 0.001}


@dataclass
class Suite:
    """What is asked for, and what came out: the figures, all that was measured, and what should be equal and is not."""

    work: Path
    sizes: tuple[int, ...]
    memory: str | None
    compare: bool
    against: Collection[str]
    say: Callable[[str], None]
    figures: dict[str, float | int | None] = field(default_factory=dict)
    measured: dict[str, Any] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    builds: dict[int, Build] = field(default_factory=dict)
    facts: dict[int, Build] = field(default_factory=dict)

    @property
    def largest(self) -> int:
        """The size at which all but growth is measured."""
        return self.sizes[-1]

    def raw(self, orders: int) -> Path:
        """The files of a marketplace."""
        return raw_files(self.work, orders)

    def warehouse(self, orders: int) -> Path:
        """What the full build made of it."""
        return self.work / f"warehouse_{orders}"

    def published(self, orders: int) -> Path:
        """The file that it published."""
        return self.warehouse(orders) / "published" / "marts.duckdb"

    def run(self) -> None:
        """Measure everything, growing marketplaces first."""
        self.measured.update(sizes=self.sizes, memory_limit=self.memory)
        self.figures["orders"] = self.largest
        for orders in self.sizes:
            self.full(orders)
        self.grown()
        self.looked_up()
        for key, share in SHARES.items():
            self.incremental(key, share)
        self.business_time()
        for opponent in OPPONENTS:
            if opponent.name in self.against:
                self.opponent(opponent)

    def full(self, orders: int) -> None:
        """The hand-tuned script and the full build, side by side."""
        self.say(f"{orders:,} orders: making the files")
        raw = self.raw(orders)
        self.say(f"{orders:,} orders: the hand-tuned script")
        tables = self.work / f"hand_tuned_{orders}.duckdb"
        by_hand = self.took(f"hand_tuned_{orders}", measured_run(raw, tables, self.memory))
        self.say(f"{orders:,} orders: the full build")
        built = self.builds[orders] = full_build(ROOT, raw, self.warehouse(orders), orders, self.memory)
        self.took(f"full_build_{orders}", built.cost, dearest=dict(built.dearest(20)))
        self.figures["full_build_over_hand_tuned"] = ratio(built.cost.wall_seconds, by_hand.wall_seconds)
        self.figures["full_build_peak_memory_gb"] = round(built.cost.peak_memory_gb, 2)
        tables.unlink()

    def grown(self) -> None:
        """How the time of a full build grows; the part that no order causes counts too."""
        if len(self.sizes) > 1:
            small, large = self.builds[self.sizes[0]], self.builds[self.largest]
            times = math.log(large.orders / small.orders)
            self.figures["growth_exponent"] = round(
                math.log(large.cost.wall_seconds / small.cost.wall_seconds) / times, 3
            )
            processor = math.log(large.cost.cpu_seconds / small.cost.cpu_seconds) / times
            self.measured["growth_exponent_of_processor_time"] = round(processor, 3)

    def looked_up(self) -> None:
        """Evidence on the published file."""
        self.say(f"{self.largest:,} orders: looking evidence up")
        found = look_up(self.published(self.largest))
        self.figures["evidence_lookup_ms"] = found.milliseconds
        self.measured["evidence"] = asdict(found)

    def incremental(self, key: str, share: float) -> None:
        """A build of a share of changed orders, on top of the full one."""
        self.say(f"{self.largest:,} orders: building {share:.1%} changed orders")
        raw, warehouse = self.raw(self.largest), self.warehouse(self.largest)
        made = increment(raw, warehouse, self.largest, share, self.memory, self.compare)
        self.figures[key] = ratio(made.build.cost.wall_seconds, self.builds[self.largest].cost.wall_seconds)
        dearest = dict(made.build.dearest(20))
        self.took(f"incremental_{share}", made.build.cost, **vars(made.changes), judged=made.judged, dearest=dearest)
        self.differ(f"{share:.1%} changed orders", made.differences)

    def business_time(self) -> None:
        """Due dates in business time."""
        self.say("Due dates in business time")
        found = business_time.measured()
        self.figures["due_dates_per_second_per_core"] = found.per_second_per_core
        self.measured["business_time"] = asdict(found)
        if found.wrong:
            self.differences.append(f"{found.wrong:,} of {found.checked:,} due dates are not what the oracle says.")

    def opponent(self, opponent: Opponent) -> None:
        """The same facts elsewhere, and ours from the same rows."""
        if absent := opponent.absent():
            self.say(absent)
            return
        orders = max((size for size in self.sizes if size <= (opponent.most_orders or size)), default=None)
        if orders is None:
            self.say(f"{opponent.title} is left out: it takes {opponent.most_orders:,} orders at most.")
            return
        ours = self.from_accepted_rows(orders)
        self.say(f"{orders:,} orders: {opponent.title}")
        made = self.work / f"{opponent.name}_{orders}"
        try:
            theirs = opponent.run(self.raw(orders), made)
        except CommandFailed as failed:
            self.measured[f"{opponent.name}_{orders}"] = {"failed": str(failed)}
            self.say(f"  {opponent.title} failed: {failed}")
            return
        self.took(f"{opponent.name}_{orders}", theirs)
        self.figures[opponent.key] = ratio(ours.cost.cpu_seconds, theirs.cpu_seconds)
        if self.compare:
            self.differ(opponent.title, list(differences_of(made, self.published(orders))))
        shutil.rmtree(made)

    def from_accepted_rows(self, orders: int) -> Build:
        """Our side: everything behind landing anew, without tests, on a warehouse in which the files have landed."""
        if orders not in self.facts:
            self.say(f"{orders:,} orders: ours, from accepted rows to scorecards")
            raw, warehouse = self.raw(orders), self.warehouse(orders)
            made = self.facts[orders] = build(ROOT, raw, warehouse, orders, self.memory, FACTS)
            self.took(f"ours_from_accepted_rows_{orders}", made.cost, dearest=dict(made.dearest(20)))
        return self.facts[orders]

    def took(self, name: str, cost: Measured, **more: Any) -> Measured:
        """Keep what something cost."""
        self.measured[name] = {**facts_of(cost), **more}
        self.say(f"  {cost.wall_seconds:,.1f} s, {cost.cpu_seconds:,.1f} CPU s, {cost.peak_memory_gb:.1f} GB")
        return cost

    def differ(self, what: str, found: list[str] | None) -> None:
        """Keep what is not equal; `None` was not compared."""
        if found is not None:
            self.measured.setdefault("compared", {})[what] = found or "equal row for row"
            self.say(f"  {what}: {'equal row for row' if not found else 'DIFFERENT'}")
            self.differences += [f"{what}: {sentence}" for sentence in found]


def ratio(ours: float, theirs: float) -> float:
    """How many times as much ours is."""
    return round(ours / theirs, 4)
