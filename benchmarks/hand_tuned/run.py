"""`python -m benchmarks.hand_tuned.run RAW TARGET`: make the tables of one marketplace."""

import sys
from pathlib import Path

import duckdb

from benchmarks.measure import Measured, measure

ROOT = Path(__file__).parents[2]
STEPS = Path(__file__).parent / "sql"
SEEDS = ROOT / "seeds"
RAW_TABLES = (
    "orders",
    "order_status_history",
    "order_promises",
    "order_lines",
    "shipments",
    "returns",
    "sellers",
    "seller_programs",
)


def run(raw: Path, target: Path, memory_limit: str | None = None) -> None:
    """Read the Parquet files of the folder `raw` and write all tables into a new DuckDB file."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("set preserve_insertion_order = false")
        if memory_limit:
            connection.execute(f"set memory_limit = '{memory_limit}'")
        connection.execute(f"set variable seeds = '{SEEDS}'")
        for table in RAW_TABLES:
            connection.execute(f"create temp view raw_{table} as from read_parquet('{parquet(raw, table)}')")
        for step in sorted(STEPS.glob("*.sql")):
            connection.execute(step.read_text(encoding="utf-8"))


def measured_run(raw: Path, target: Path, memory_limit: str | None = None) -> Measured:
    """The same in a process of its own, measured from outside like a build."""
    command = [sys.executable, "-m", "benchmarks.hand_tuned.run", str(raw.resolve()), str(target.resolve())]
    return measure([*command, *([memory_limit] if memory_limit else [])], ROOT)


def parquet(raw: Path, table: str) -> Path:
    """The file of a raw table, or a pattern for all files in its folder."""
    folder = raw / table
    return folder / "*.parquet" if folder.is_dir() else folder.with_suffix(".parquet")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
