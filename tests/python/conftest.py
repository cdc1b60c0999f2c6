"""What tests share: a copy of the project to build in, and one finished build of the demo marketplace."""

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


@pytest.fixture(scope="session")
def demo_project(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The finished build of the demo marketplace. Others use it too: change a copy of it."""
    project = parsed_project.copy_to(tmp_path_factory.mktemp("demo") / "project")
    ended = project.dbt("build")
    assert ended.returncode == 0, ended.stdout
    return project


@pytest.fixture(scope="session")
def demo_warehouse(demo_project: Project) -> Path:
    """The warehouse folder of the finished demo build: seller_sla.duckdb and published/marts.duckdb."""
    return demo_project.warehouse
