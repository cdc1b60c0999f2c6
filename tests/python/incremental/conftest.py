"""What the tests of incremental builds share."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from incremental.growing import Warehouse
from projects import Project


@pytest.fixture
def warehouse(parsed_project: Project, tmp_path: Path) -> Callable[[list[int]], Warehouse]:
    """Makes a warehouse for the histories of some seeds."""

    def made(seeds: list[int]) -> Warehouse:
        shutil.rmtree(tmp_path / "warehouse", ignore_errors=True)
        (tmp_path / "warehouse").mkdir()
        return Warehouse(parsed_project, tmp_path / "warehouse", seeds)

    return made
