"""The opponents that there are."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import ROOT
from benchmarks.measure import Measured, measure
from benchmarks.opponents import NOT_DONE, Opponent, postgres


def script(module: str) -> Callable[[Path, Path], Measured]:
    """Runs a script of this folder in a process of its own, measured from outside like a build."""

    def run(raw: Path, target: Path) -> Measured:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        command = [sys.executable, "-m", f"benchmarks.opponents.{module}", str(raw.resolve()), str(target.resolve())]
        return measure(command, ROOT)

    return run


OPPONENTS = (
    Opponent("polars", "Polars (streaming)", ("polars",), script("polars_streaming"), f"It reads Parquet. {NOT_DONE}"),
    Opponent(
        *("pandas", "pandas", ("pandas", "pyarrow"), script("pandas_script")),
        f"Measured at no more than 1,000,000 orders: it holds every table in memory. {NOT_DONE}",
        most_orders=1_000_000,
    ),
    Opponent(
        *("postgres", "PostgreSQL", ("psycopg2", "pytest"), postgres.measured_run),
        "Measured at no more than 1,000,000 orders: it takes hours and 100 GB with more. Its tables are loaded before the clock "
        f"starts, unlogged and without fsync. {NOT_DONE}",
        most_orders=1_000_000,
        tools={"the server's initdb": postgres.programs},
    ),
    Opponent(
        *("spark", "Spark (local)", ("pyspark",), script("spark")),
        f"It reads Parquet. {NOT_DONE}",
        tools={"Java": lambda: shutil.which("java")},
    ),
)
