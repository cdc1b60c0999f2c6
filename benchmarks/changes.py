"""What a day brings on top of a marketplace: new orders, late events and corrected rows, as new files beside the old ones."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.hand_tuned.run import parquet

TABLES = ("orders", "order_status_history", "order_promises", "order_lines", "shipments", "returns")
STEPS = Path(__file__).with_suffix(".sql")
FILE = "changes.parquet"


@dataclass(frozen=True)
class Changes:
    """How many orders of each kind change."""

    new: int
    late: int
    corrected: int

    @classmethod
    def of(cls, orders: int, share: float) -> "Changes":
        """So large a share of the orders: half of them new, three in ten with late events, the others corrected."""
        changed = max(3, round(orders * share))
        new, late = changed // 2, round(changed * 0.3)
        return cls(new, late, changed - new - late)


def deliver(raw: Path, target: Path, changes: Changes) -> None:
    """Make the folder `target`: the files of `raw` as they are, and beside them one new file per table that changes."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(raw.resolve(), target, copy_function=linked)
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(f"create temp view raw_{table} as from read_parquet('{parquet(raw, table)}')")
        for name, count in vars(changes).items():
            connection.execute(f"set variable {name}_orders = {count}")
        connection.execute(STEPS.read_text(encoding="utf-8"))
        for table in TABLES:
            if connection.execute(f"from new_{table} limit 1").fetchall():
                (target / table).mkdir(exist_ok=True)
                connection.execute(f"copy new_{table} to '{target / table / FILE}' (format parquet, compression zstd)")


def linked(source: str, target: str) -> None:
    """The same file under another name; a copy where the file system cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
