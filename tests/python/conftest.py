"""What tests share: a copy of the project to build in, and one finished build of the demo marketplace."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from projects import Project, fresh_copy


@pytest.fixture(scope="session")
def parsed_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project that dbt has parsed: copies of it start faster."""
    project = fresh_copy(tmp_path_factory.mktemp("parsed") / "project")
    ended = project.dbt("parse")
    assert ended.returncode == 0, ended.stdout
    return project


@pytest.fixture
def project(parsed_project: Project, tmp_path: Path) -> Project:
    """A copy of the project in which nothing was built."""
    return parsed_project.copy_to(tmp_path / "project")


@dataclass(frozen=True)
class Built:
    """A project and the build that was run in it."""

    project: Project
    ended: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def demo_build(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Plain `dbt build` of the demo marketplace, on a machine that has never built it."""
    project = parsed_project.copy_to(tmp_path_factory.mktemp("demo") / "project")
    ended = project.dbt("build")
    assert ended.returncode == 0, ended.stdout
    return Built(project, ended)


@pytest.fixture(scope="session")
def second_demo_build(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """`seller-sla build` where the demo marketplace was built before."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("second") / "project")
    return Built(project, project.seller_sla("build"))


@pytest.fixture(scope="session")
def demo_project(demo_build: Built) -> Project:
    """The finished build of the demo marketplace. Others use it too: change a copy of it."""
    return demo_build.project


@pytest.fixture(scope="session")
def demo_warehouse(demo_project: Project) -> Path:
    """The warehouse folder of the finished demo build: seller_sla.duckdb and published/marts.duckdb."""
    return demo_project.warehouse
