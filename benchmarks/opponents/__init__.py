"""What a user would write instead: the same facts in other engines, from accepted rows to scorecards.

Each makes fct_orders, fct_sla_outcomes, fct_seller_sla_daily and fct_seller_scorecards of the generated marketplace, whose
rows are all accepted, and each writes them where `compare.py` holds them against the published marts, row for row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import Measured

NOT_DONE = (
    "It judges by limits and rules that are written into it, explains no order (no list of its events, no anomalies), checks "
    "nothing and starts anew each time."
)


@dataclass(frozen=True)
class Opponent:
    """One of them: what it needs, how many orders it can take, and what it leaves out that the build does."""

    name: str
    title: str
    modules: tuple[str, ...]
    run: Callable[[Path, Path], Measured]
    note: str
    most_orders: int | None = None
    tools: Mapping[str, Callable[[], object]] = field(default_factory=dict)  # what is no Python, and how to look for it

    @property
    def key(self) -> str:
        """Name of its figure."""
        return f"cpu_over_{self.name}"

    def absent(self) -> str | None:
        """A sentence that says what is missing, if anything is."""
        missing = [name for name in self.modules if not find_spec(name)]
        missing += [name for name, found in self.tools.items() if not missing and not found()]
        if not missing:
            return None
        return f"{self.title} is left out: {' and '.join(missing)} is not on this machine (see benchmarks/README.md)."
