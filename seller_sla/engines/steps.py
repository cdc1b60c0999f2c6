"""The steps of a build on another engine: land and carry, then dbt's build, then publish."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import duckdb

from seller_sla.build import Outcome, build
from seller_sla.engines.carry import carry
from seller_sla.engines.compare import compare
from seller_sla.engines.engine import CarriedTo, EngineFault
from seller_sla.engines.marts import SCHEMA, public_marts
from seller_sla.engines.targets import LANDING_TARGET, credentials, engine
from seller_sla.landing.folders import warehouse_folder
from seller_sla.landing.types import literal
from seller_sla.publish import publish, rows_of, tell_of_files_mostly_held_back

PUBLISHABLE = ("publish", "publish_marts", {"run_id": "VARCHAR", "as_of_at": "TIMESTAMP"})


def land_apart(arguments: Sequence[str]) -> int:
    """Run `seller-sla check` of the DuckDB target in a process of its own: DuckDB's file is only closed when dbt's process ends.

    The arguments are dbt's, of which the variables matter. Returns the exit code; what went wrong has been said then.
    """
    check = [sys.executable, "-m", "seller_sla.cli", "check", "--target", LANDING_TARGET]
    return subprocess.run([*check, *variables(arguments)], check=False).returncode


def land(arguments: Sequence[str]) -> Outcome:
    """Run the landing nodes in DuckDB, in this process, with the variables among the arguments of dbt.

    What dbt remembers of it lies in a folder of its own: it parses a project anew when the target is another one.
    """
    folder = Path(os.environ.get("DBT_TARGET_PATH") or "target", "landing")
    chosen = ["--select", "landing", "--target", LANDING_TARGET, "--target-path", str(folder)]
    return build([*chosen, *variables(arguments)])


def variables(arguments: Sequence[str]) -> list[str]:
    """`--vars` and its value, as they stand among the arguments of dbt."""
    for place, argument in enumerate(arguments):
        if argument == "--vars":
            return list(arguments[place : place + 2])
        if argument.startswith("--vars="):
            return [argument]
    return []


def carry_landed(target: str, report: Callable[[str], None]) -> None:
    """Bring the rows and logs that are landed in DuckDB to the target."""
    with warehouse(read_only=True) as duck, engine(target) as there:
        report(f"Carrying what is new to the target {target}:")
        moved = carry(duck, cast(CarriedTo, there))
        for line in moved or ["nothing is new"]:
            report(f"  {line}")


def compare_targets(left: str, right: str, report: Callable[[str], None]) -> bool:
    """Whether every public mart is the same in both."""
    with engine(left) as one, engine(right) as other:
        return compare(one, other, report)


def publish_from(target: str) -> None:
    """Copy the marts of the last tested build on the target to the readers' file."""
    with engine(target) as there, warehouse(read_only=False) as duck:
        if there.columns(*PUBLISHABLE[:2]) != PUBLISHABLE[2]:
            raise EngineFault(
                f"The target {target} has no complete build to publish: run `dbt build --target {target}` to its end first."
            )
        with tempfile.TemporaryDirectory(dir=warehouse_folder()) as folder:
            schema, table, columns = PUBLISHABLE
            build = duck.sql(f"from {there.rows(duck, schema, table, columns, Path(folder))}")
            marts = {
                name: duck.sql(f"from {there.rows(duck, SCHEMA, name, columns, Path(folder))}")
                for name, columns in public_marts().items()
            }
            tell_of_files_mostly_held_back(duck, marts["fct_landed_files"], marts["fct_quarantined_rows"])
            publish(duck, build, marts.keys(), rows_of(marts), run_id=build.fetchall()[0][0])


def warehouse(read_only: bool) -> duckdb.DuckDBPyConnection:
    """The file that files are landed in."""
    found = credentials(LANDING_TARGET)
    path = Path(found.path)
    if not path.exists():
        raise EngineFault(f"Nothing is landed at {path} yet: run `seller-sla check` first.")
    try:
        duck = duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as locked:
        raise EngineFault(
            f"{path} is in use by another process: wait for the build, or close the SQL client. ({locked})"
        ) from None
    for name, value in (found.settings or {}).items():
        duck.execute(f"set {name} = {literal(value)}")
    return duck
