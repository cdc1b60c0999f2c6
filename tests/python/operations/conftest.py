"""What the tests of the operations store share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from landing.warehouse import Warehouse
from operations.people import Clock
from seller_sla.operations.acts import Desk
from seller_sla.operations.store import Store

At = Callable[..., Desk]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store in a file."""
    return Store(f"sqlite:///{tmp_path / 'log' / 'operations.sqlite'}", Clock())


@pytest.fixture
def desk(store: Store) -> At:
    """The desk of somebody, as the log is now."""
    return lambda actor="anna", seen=None: Desk(store, actor, seen)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """A raw folder and a warehouse, both empty."""
    built = Warehouse(tmp_path)
    yield built
    built.connection.close()
