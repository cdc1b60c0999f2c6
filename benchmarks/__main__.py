"""`python -m benchmarks`: build marketplaces of growing size and say what a build costs."""

import json
import math
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from benchmarks.builds import Build, full_build
from benchmarks.marketplace import raw_files

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
WORK = Path(__file__).parent / "data"


@click.command()
@click.option("--orders", "sizes", multiple=True, type=int, help="Size of a marketplace; give it again for more sizes.")
@click.option("--memory", default=None, help="Memory limit of DuckDB, such as 2GB; without it, the profile's.")
def main(sizes: tuple[int, ...], memory: str | None) -> None:
    """Measure full builds of marketplaces with so many orders, smallest first, and append what came out to the results."""
    builds = []
    for orders in sorted(sizes or (100_000, 1_000_000)):
        click.echo(f"{orders:,} orders: making the files", err=True)
        raw = raw_files(WORK, orders)
        click.echo(f"{orders:,} orders: building", err=True)
        builds.append(full_build(ROOT, raw, WORK / f"warehouse_{orders}", orders, memory))
        show(builds[-1])
    result = {"machine": machine(), "memory_limit": memory, "builds": [build.facts() for build in builds]}
    if len(builds) > 1:
        result["growth_exponent"] = growth(builds[0], builds[-1])
        click.echo(f"Growth of processor time: orders to the power of {result['growth_exponent']:.2f}")
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / "builds.jsonl").open("a") as file:
        file.write(json.dumps(result) + "\n")


def show(build: Build) -> None:
    """One line for the build, and its dearest nodes."""
    cost = build.cost
    click.echo(
        f"{build.orders:>12,} orders  {cost.wall_seconds:8.1f} s  {cost.cpu_seconds:8.1f} CPU s  {cost.peak_memory_gb:5.1f} GB"
    )
    for name, seconds in build.dearest(10):
        click.echo(f"{'':>12}         {seconds:8.1f} s  {name}")


def growth(small: Build, large: Build) -> float:
    """Exponent of processor time over orders, between two builds; the part that no order causes counts too."""
    return math.log(large.cost.cpu_seconds / small.cost.cpu_seconds) / math.log(large.orders / small.orders)


def machine() -> dict[str, str | int]:
    """Where and with what it was measured."""
    return {
        "measured_at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "processors": os.cpu_count() or 0,
        "system": platform.platform(),
        "python": sys.version.split()[0],
        **{name: version(name) for name in ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations")},
    }


if __name__ == "__main__":
    main()
