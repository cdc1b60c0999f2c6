"""Copies of the project to build in, and how to run commands in them as a user does."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb
import pytest

import warm
from seller_sla.build import WITHOUT_UNIT_TESTS

ROOT = Path(__file__).resolve().parents[2]
COPIED = [
    ".env", "dbt_project.yml", "vars.yml", "profiles", "macros", "models", "seeds", "tests/data", "data/demo",
    "seller_sla", "dashboards",
]  # fmt: skip
OURS = ("DBT_", "SELLER_SLA_")


@dataclass(frozen=True)
class Project:
    """A copy of the project in a folder of its own: what it builds and writes collides with nothing."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def warehouse(self) -> Path:
        """The folder a build writes."""
        return self.root / self.environment.get("SELLER_SLA_WAREHOUSE_DIR", "warehouse")

    @property
    def published(self) -> Path:
        """The file readers attach."""
        return self.warehouse / "published" / "marts.duckdb"

    @contextmanager
    def connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse that a build writes, with its marts, to be read."""
        with duckdb.connect(self.warehouse / "seller_sla.duckdb", read_only=True) as connection:
            connection.execute(f"attach '{self.warehouse / 'marts.duckdb'}' as marts (read_only)")
            yield connection

    def copy_to(self, folder: Path) -> "Project":
        """The project with all that was built in it, to be changed."""
        shutil.copytree(self.root, folder)
        return Project(folder, self.environment)

    def dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the dbt command, without the seconds that its imports take."""
        return warm.dbt(list(arguments), self.root, self._environment())

    def cold_dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the dbt command as a user does in the activated environment."""
        return self.run(["dbt", *arguments])

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`dbt build` without the unit tests of the models: they say the same in every build of the same code."""
        return self.dbt("build", *WITHOUT_UNIT_TESTS, *arguments)

    def seller_sla(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the seller-sla command."""
        return self.run([sys.executable, "-m", "seller_sla.cli", *arguments])

    def start_build(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a build in a process group of its own, to be killed with `kill`."""
        return self.start(["dbt", "build", *WITHOUT_UNIT_TESTS, *arguments], subprocess.DEVNULL)

    def start(self, command: list[str], out: int | IO[str]) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own; what it says goes to `out`."""
        return subprocess.Popen(
            command, cwd=self.root, env=self._environment(), stdout=out, stderr=out, start_new_session=True
        )

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command in the project."""
        return subprocess.run(
            command, cwd=self.root, env=self._environment(), text=True, capture_output=True, timeout=600, check=False
        )

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**inherited, "PATH": path, "PYTHONPATH": str(self.root), **self.environment}


def seed_rows(seed: str) -> list[dict[str, str]]:
    """Rows of a seed, like `policy/sla_programs`."""
    with (ROOT / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kill(process: subprocess.Popen[bytes]) -> None:
    """`kill -9` the process and what it started, and wait until it is gone."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"{what} did not happen within {seconds} s")
        time.sleep(0.05)


def fresh_copy(folder: Path) -> Project:
    """The part of this project that builds read, without anything that was built."""
    for name in COPIED:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, copy)
    return Project(folder)
