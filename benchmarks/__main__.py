"""`python -m benchmarks`: build marketplaces of growing size and say what a build costs, beside what others cost."""

from pathlib import Path

import click

from benchmarks import RESULTS, WORK
from benchmarks.builds import usual_memory
from benchmarks.opponents.all import OPPONENTS
from benchmarks.report import keep, keep_latest, table
from benchmarks.suite import Suite

NAMES = [opponent.name for opponent in OPPONENTS]


@click.command()
@click.option("--orders", "sizes", multiple=True, type=int, help="Size of a marketplace; give it again for more sizes.")
@click.option("--large", is_flag=True, help="Measure 1,000,000 and 10,000,000 orders, and write results/latest.json.")
@click.option(
    "--memory",
    default=usual_memory,
    help="Memory limit of DuckDB, of builds and of the script; without it, the profile's.",
)
@click.option(
    "--compare", is_flag=True, help="Show that every result is equal: increments and what the opponents make."
)
@click.option("--against", multiple=True, type=click.Choice([*NAMES, "none"]), help="Opponents; without it, all.")
@click.option("--work", type=click.Path(path_type=Path), default=WORK, help="Folder of marketplaces and warehouses.")
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, help="Folder of what came out.")
def main(
    sizes: tuple[int, ...],
    large: bool,
    memory: str,
    compare: bool,
    against: tuple[str, ...],
    work: Path,
    results: Path,
) -> None:
    """Measure builds of marketplaces with so many orders, smallest first, and append what came out to the results."""
    usual = (1_000_000, 10_000_000) if large else (100_000, 1_000_000)
    suite = Suite(work, tuple(sorted(sizes or usual)), memory, compare, set(against or NAMES), say)
    try:
        suite.run()
    finally:
        keep(results, "large" if large else "small", suite.figures, suite.measured)
    if large:
        keep_latest(results, suite.figures)
    for line in table(suite.figures):
        click.echo(line)
    for sentence in suite.differences:
        click.echo(sentence)
    raise SystemExit(1 if suite.differences else 0)


def say(sentence: str) -> None:
    """Tell how far the work is."""
    click.echo(sentence, err=True)


if __name__ == "__main__":
    main()
