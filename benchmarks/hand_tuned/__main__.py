"""`python -m benchmarks.hand_tuned`: what the same facts cost when they are written by hand."""

import sys
from pathlib import Path

import click

from benchmarks.builds import full_build
from benchmarks.hand_tuned.compare import LEFT_OUT, TABLES, differences
from benchmarks.hand_tuned.run import measured_run
from benchmarks.marketplace import raw_files
from benchmarks.measure import Measured

ROOT = Path(__file__).parents[2]
WORK = ROOT / "benchmarks" / "data"


@click.command()
@click.option("--orders", default=100_000, show_default=True, help="Size of the marketplace.")
@click.option("--memory", default=None, help="Memory limit of DuckDB, such as 2GB.")
@click.option("--compare", is_flag=True, help="Build the marketplace with dbt too, and compare all tables.")
def main(orders: int, memory: str | None, compare: bool) -> None:
    """Measure the hand-tuned script on a marketplace with so many orders."""
    raw, tables = raw_files(WORK, orders), WORK / f"hand_tuned_{orders}.duckdb"
    by_hand = measured_run(raw, tables, memory)
    show("by hand", by_hand)
    if not compare:
        return
    warehouse = WORK / f"warehouse_{orders}"
    built = full_build(ROOT, raw, warehouse, orders, memory).cost
    show("dbt build", built)
    click.echo(f"The build takes {built.wall_seconds / by_hand.wall_seconds:.2f} times as long.")
    found = list(differences(tables, warehouse / "published" / "marts.duckdb"))
    for sentence in found:
        click.echo(sentence)
    left_out = ", ".join(f"{table}.{column}" for table, columns in LEFT_OUT.items() for column in columns)
    click.echo(f"{len(TABLES) - len(found)} of {len(TABLES)} tables are equal row for row (left out: {left_out}).")
    sys.exit(1 if found else 0)


def show(name: str, cost: Measured) -> None:
    """One line for what was measured."""
    click.echo(f"{name:>12}  {cost.wall_seconds:8.1f} s  {cost.cpu_seconds:8.1f} CPU s  {cost.peak_memory_gb:5.1f} GB")


if __name__ == "__main__":
    main()
