"""What is exported is what the log says, however often and whenever it is exported, and the gate takes all of it."""

import csv
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landing.warehouse import Warehouse
from operations.conftest import At
from operations.people import Clock, act_at_random
from seller_sla.landing.contract import Contract
from seller_sla.operations.chain import OperationsFault
from seller_sla.operations.export import export, exported, text
from seller_sla.operations.records import KEYS, KINDS, Book
from seller_sla.operations.store import Store


def rows_of(raw: Path, table: str) -> list[dict[str, str]]:
    """All rows that lie in the raw folder."""
    files = sorted((raw / f"operations__{table}").glob("*.csv"))
    return [row for file in files for row in csv.DictReader(file.open(encoding="utf-8", newline=""))]


def newest(rows: list[dict[str, str]], key: str) -> dict[str, dict[str, str]]:
    """The newest version of each record."""
    return {row[key]: row for row in sorted(rows, key=lambda row: row["loaded_at"])}


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_exports_in_between_add_up_to_the_log(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    random, folder = Random(seed), tmp_path_factory.mktemp("store")
    store, raw, at_once = Store(f"sqlite:///{folder / 'o.sqlite'}", Clock()), folder / "raw", folder / "at_once"
    raw.mkdir()
    at_once.mkdir()
    for _ in range(random.randint(1, 4)):
        act_at_random(store, random, 12)
        export(store, raw)
        assert export(store, raw) == []
    export(store, at_once)
    tables: dict[str, dict[str, Any]] = Book(store.entries()).tables
    for table, key in KEYS.items():
        rows = rows_of(raw, table)
        assert rows == rows_of(at_once, table)
        assert len({(row[key], row["loaded_at"]) for row in rows}) == len(rows)
        now = {name: version.record for name, version in tables[table].items()}
        columns = Contract.read("operations", table).names
        expected = {name: {column: text(record.get(column)) for column in columns} for name, record in now.items()}
        assert newest(rows, key) == expected


def test_every_table_of_the_contract_has_its_kinds_and_their_columns() -> None:
    contracts = {contract.table: contract for contract in Contract.all() if contract.source == "operations"}
    assert {table: contract.unique_key for table, contract in contracts.items()} == {
        t: (key,) for t, key in KEYS.items()
    }
    for kind in KINDS.values():
        assert {kind.who, kind.when} - {None, "added_at"} <= set(contracts[kind.table].names)


def test_the_gate_accepts_every_row(warehouse: Warehouse, store: Store) -> None:
    act_at_random(store, Random(3), 150)
    export(store, warehouse.raw)
    for table in KEYS:
        landed = warehouse.land(table, source="operations")
        assert len(landed) == len(rows_of(warehouse.raw, table)) > 0
        assert [row for row in landed if row[2]] == []


def test_a_log_that_was_cut_or_is_another_is_not_exported_beside_the_old_files(
    desk: At, store: Store, tmp_path: Path
) -> None:
    desk().decide("r", "approve", None, "fine")
    desk().decide("q", "approve", None, "fine")
    [file] = export(store, tmp_path)
    assert [found.path for found in exported(tmp_path, "decisions")] == [file]
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}", Clock())
    act_at_random(other, Random(5), 20)
    with pytest.raises(
        OperationsFault, match=r"was exported when entry 2 of the log had a hash that begins with [0-9a-f]{16}"
    ):
        export(other, tmp_path)
    store.file().unlink()
    desk().decide("r", "approve", None, "fine")
    with pytest.raises(
        OperationsFault, match="the log was cut off or written anew, or the files are those of another store"
    ):
        export(store, tmp_path)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(desk: At, store: Store, tmp_path: Path) -> None:
    desk().decide("r", "approve", None, "fine")
    (tmp_path / "operations__decisions").write_text("a file where the folder should be")
    with pytest.raises(OperationsFault, match="what was decided cannot be written there"):
        export(store, tmp_path)
