"""What tests share: a copy of the project to build in, and one finished build of the demo marketplace."""

import fcntl
import gc
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from every_program import join_every_program
from projects import Project, fresh_copy

Once = Callable[[str, Callable[[Project], subprocess.CompletedProcess[str]]], "Built"]
# Files that take longest come first, so that no worker is left alone with them at the end.
FIRST = ("incremental", "recovery", "app", "recipes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, otherwise as collected."""
    place = {part: number for number, part in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.parent.name, len(FIRST)))


def pytest_unconfigure() -> None:
    """Let go of what Hypothesis has the garbage collector call.

    It outlives every module, and fixtures with it; the type hints of those keep DuckDB's types, and DuckDB's binding
    then prints pages about leaked objects when the process ends.
    """
    gc.callbacks.clear()


@dataclass(frozen=True)
class Built:
    """A project and the command that was run in it."""

    project: Project
    ended: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a project once for all workers of this run: the first makes it, the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Project], subprocess.CompletedProcess[str]]) -> Built:
        folder, report = shared / name, shared / f"{name}.json"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not report.exists():
                ended = make(Project(folder))
                assert ended.returncode == 0, ended.stdout
                report.write_text(json.dumps([ended.args, ended.returncode, ended.stdout, ended.stderr]))
        return Built(Project(folder), subprocess.CompletedProcess(*json.loads(report.read_text())))

    return made


@pytest.fixture(scope="session")
def parsed_project(once: Once) -> Project:
    """A copy of the project that dbt has parsed: copies of it start faster."""
    return once("parsed", lambda project: fresh_copy(project.root).cold_dbt("parse")).project


@pytest.fixture
def project(parsed_project: Project, tmp_path: Path) -> Project:
    """A copy of the project in which nothing was built."""
    return parsed_project.copy_to(tmp_path / "project")


@pytest.fixture(scope="session")
def demo_build(once: Once, parsed_project: Project) -> Built:
    """Plain `dbt build` of the demo marketplace, on a machine that has never built it."""
    return once("demo", lambda project: parsed_project.copy_to(project.root).cold_dbt("build"))


@pytest.fixture(scope="session")
def second_demo_build(once: Once, demo_project: Project) -> Built:
    """`seller-sla build` where the demo marketplace was built before."""
    return once("second", lambda project: demo_project.copy_to(project.root).seller_sla("build"))


@pytest.fixture(scope="session")
def demo_project(demo_build: Built) -> Project:
    """The finished build of the demo marketplace. Others use it too: change a copy of it."""
    return demo_build.project


@pytest.fixture(scope="session")
def demo_warehouse(demo_project: Project) -> Path:
    """The warehouse folder of the finished demo build: seller_sla.duckdb, marts.duckdb and published/marts.duckdb."""
    return demo_project.warehouse


@pytest.fixture(scope="session")
def every_program(once: Once, demo_project: Project) -> Project:
    """The demo marketplace, built with every seller in every program that any marketplace may have."""

    def make(project: Project) -> subprocess.CompletedProcess[str]:
        join_every_program(demo_project.copy_to(project.root))
        return project.build()

    return once("every_program", make).project
