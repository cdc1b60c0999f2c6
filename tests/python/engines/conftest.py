"""Every test here needs an engine: `make test-engines` runs them, plain `make test` leaves them out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from projects import Project

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.engines)


@pytest.fixture(scope="module")
def built_on(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, str]], Project]:
    """A copy of the finished demo build, with the settings of an engine."""

    def made(settings: dict[str, str]) -> Project:
        copy = demo_project.copy_to(tmp_path_factory.mktemp("engine") / "project")
        return Project(copy.root, settings)

    return made
