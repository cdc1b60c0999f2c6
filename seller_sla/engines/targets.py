"""Targets of the profile, as dbt itself reads them."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from seller_sla.engines.engine import Engine, EngineFault

# Files are landed here whatever the target, and readers get their file from here.
LANDING_TARGET = "duckdb"
EXTRA = "pip install 'seller-sla[{extra}]'"


def credentials(target: str) -> Any:
    """What the profile says of a target, its environment variables filled in."""
    return profile(target).credentials


def profile(target: str | None) -> Any:
    """The profile with this target, or with the one that it names itself."""
    from dbt.config.runtime import load_profile
    from dbt.flags import set_from_args
    from dbt_common.context import set_invocation_context
    from dbt_common.exceptions import DbtBaseException

    folder = os.environ.get("DBT_PROFILES_DIR") or "profiles"
    set_from_args(Namespace(PROFILES_DIR=folder, PROJECT_DIR=".", profile=None, target=target, threads=None), None)
    set_invocation_context(dict(os.environ))
    try:
        return load_profile(".", {}, None, target)
    except (ModuleNotFoundError, DbtBaseException) as wrong:
        reason = " ".join(str(wrong).split()).removesuffix(".")
        file = Path(folder, "profiles.yml")
        raise EngineFault(f"Target {target} of {file}: {reason}.{how_to_install(target or '')}") from None


def how_to_install(target: str) -> str:
    """What to install for a target that this project's own profile names."""
    extra = target.split("_")[0]
    return f" Run `{EXTRA.format(extra=extra)}` if it is missing." if extra in ("postgres", "spark") else ""


@contextmanager
def engine(target: str) -> Iterator[Engine]:
    """An open connection to a target; close it before dbt connects, as a DuckDB file has one user at a time."""
    found = credentials(target)
    opened: Engine
    if found.type == "duckdb":
        from seller_sla.engines.duck import Duck

        opened = Duck(target, found)
    elif found.type == "postgres":
        from seller_sla.engines.postgres import Postgres

        opened = Postgres(target, found)
    elif found.type == "spark":
        from seller_sla.engines.spark import Spark

        opened = Spark(target, found)
    else:
        raise EngineFault(
            f"Target {target} is of the type {found.type}: this project knows duckdb, postgres and spark."
        )
    try:
        yield opened
    finally:
        opened.close()


def target_of(arguments: tuple[str, ...]) -> str:
    """The target that the arguments of dbt name, else that of the environment, else that of the profile."""
    for place, argument in enumerate(arguments):
        if argument in ("--target", "-t") and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--target="):
            return argument.removeprefix("--target=")
    return os.environ.get("DBT_TARGET") or str(profile(None).target_name)
