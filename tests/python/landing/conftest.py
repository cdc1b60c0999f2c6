"""Fixtures of the landing tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from landing.warehouse import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """A raw folder and a warehouse, both empty."""
    built = Warehouse(tmp_path)
    yield built
    built.connection.close()
