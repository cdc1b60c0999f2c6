"""The operations store in a real PostgreSQL."""

from collections.abc import Iterator
from random import Random

import pytest

from engines.servers import DATABASE, USER, postgres, psql
from operations.people import Clock, act_at_random, at_once, check_that_one_won_and_nothing_is_lost
from seller_sla.operations.chain import OperationsFault, faults
from seller_sla.operations.store import Store


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    with postgres() as settings:
        yield settings


@pytest.fixture
def url(server: dict[str, str]) -> str:
    psql(server, "drop table if exists entries")
    place = f"{server['SELLER_SLA_POSTGRES_HOST']}:{server['SELLER_SLA_POSTGRES_PORT']}"
    return f"postgresql://{USER}:secret@{place}/{DATABASE}"


def test_of_several_who_decide_at_once_one_wins_and_nothing_is_lost(url: str) -> None:
    store = Store(url)
    assert (store.exists(), store.entries()) == (False, [])
    check_that_one_won_and_nothing_is_lost(store, at_once(url))


def test_the_same_acts_leave_the_same_log_as_in_a_file(url: str, tmp_path: object) -> None:
    stores = [Store(url, Clock()), Store(f"sqlite:///{tmp_path}/operations.sqlite", Clock())]
    for store in stores:
        act_at_random(store, Random(11), 80)
    in_postgres, in_a_file = (store.entries() for store in stores)
    assert in_postgres == in_a_file
    assert len(in_postgres) > 20


def test_an_edited_row_is_found(url: str, server: dict[str, str]) -> None:
    store = Store(url, Clock())
    act_at_random(store, Random(12), 20)
    assert list(faults(store.entries())) == []
    psql(server, "update entries set payload = replace(payload, '\"', '\"x') where sequence = 3")
    assert any("Entry 3 was edited" in fault for fault in faults(store.entries()))


def test_a_server_that_is_not_there_is_told_without_the_password(url: str) -> None:
    with pytest.raises(OperationsFault, match=r"The operations store postgresql.* cannot be used") as refused:
        Store(url.replace(DATABASE, "nothing")).entries()
    assert "secret" not in str(refused.value)
