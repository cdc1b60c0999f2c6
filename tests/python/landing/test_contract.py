"""The input contracts in models/ are sound, and every place that must know their tables does."""

import re
from pathlib import Path

import pytest
import yaml

from seller_sla.landing.contract import MODELS, Contract, ContractError, source_entries
from seller_sla.landing.types import typed

ROOT = MODELS.parent
CONTRACTS = [
    Contract.from_yaml(source, table)
    for source in source_entries()
    if "external_location" in source.get("config", {})
    for table in source["tables"]
]
BY_NAME = {contract.raw_table: contract for contract in CONTRACTS}


def listed() -> list[str]:
    """The tables that macros/sources/landed_tables.sql names."""
    macro = (ROOT / "macros" / "sources" / "landed_tables.sql").read_text()
    return re.findall(r"'(\w+)'(?!:)", macro[macro.index("tables_of = {") : macro.index("} -%}")])


def test_every_contract_has_its_landing_node_and_is_listed() -> None:
    nodes = {path.stem.removeprefix("landed_") for path in (ROOT / "models" / "landing").rglob("landed_*.py")}
    assert nodes == set(BY_NAME)
    assert sorted(listed()) == sorted(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_landing_node_names_its_own_table(name: str) -> None:
    contract = BY_NAME[name]
    [node] = (ROOT / "models" / "landing").rglob(f"landed_{name}.py")
    assert f'dbt.source("{contract.source}", "{contract.table}")' in node.read_text()


@pytest.mark.parametrize("name", BY_NAME)
def test_every_type_can_be_read(name: str) -> None:
    assert all(typed("t", column.data_type) for column in BY_NAME[name].columns)


@pytest.mark.parametrize("name", BY_NAME)
def test_references_point_to_the_first_key_column_of_a_table_listed_before(name: str) -> None:
    contract = BY_NAME[name]
    prefix = "" if contract.source == "raw" else f"{contract.source}__"
    for column in contract.columns:
        if reference := column.meta.get("references"):
            parent = BY_NAME[prefix + reference["table"]]
            assert reference["column"] == parent.unique_key[0]
            assert listed().index(parent.raw_table) < listed().index(name)
        if mapped := column.meta.get("mapped_by"):
            [seed] = (ROOT / "seeds").rglob(f"{mapped['seed']}.csv")
            header = seed.read_text().splitlines()[0].split(",")
            assert mapped["column"] in header
            assert "system" not in mapped or "source" in header


def test_a_faulty_contract_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"describes raw\.nothing: add the table to one"):
        Contract.read("raw", "nothing")
    table = {"name": "t", "config": {"meta": {"unique_key": ["a"]}}, "columns": [{"name": "a", "data_type": "varchar"}]}
    (tmp_path / "s.yml").write_text(yaml.safe_dump({"sources": [{"name": "s", "tables": [table]}]}))
    with pytest.raises(ContractError, match=r"s\.t: a names a version of a row: mark it required"):
        Contract.read("s", "t", tmp_path)
    happened = {"name": "at", "data_type": "timestamp", "config": {"meta": {"happened": True}}}
    (tmp_path / "s.yml").write_text(
        yaml.safe_dump({"sources": [{"name": "u", "tables": [{"name": "t", "columns": [happened]}]}]})
    )
    source_entries.cache_clear()
    with pytest.raises(
        ContractError, match=r"u\.t: at is said to have happened before loaded_at: add the column loaded_at"
    ):
        Contract.read("u", "t", tmp_path)


def words_of(entry: dict) -> set[str]:
    """Words of config.meta in an entry of a yml file and in its columns."""
    entries = [entry, *entry.get("columns", [])]
    return {word for one in entries for word in (one.get("config") or {}).get("meta") or {}}


def test_contract_and_seeds_use_one_vocabulary_that_stands_in_one_place() -> None:
    header = (MODELS / "landing" / "_raw__sources.yml").read_text().split("sources:")[0]
    explained = set(re.findall(r"^#   (\w+(?:, \w+)?)  ", header, re.MULTILINE))
    explained = {word for words in explained for word in words.split(", ")}
    of_seeds = set(
        re.findall(r"`(\w+)`", header[header.index("# Seeds say") : header.index("# fct_data_quality_results")])
    )
    tables = [table for source in source_entries() for table in source["tables"]]
    seeds = [
        seed for file in (ROOT / "seeds").rglob("*.yml") for seed in yaml.safe_load(file.read_text()).get("seeds", [])
    ]
    assert set().union(*map(words_of, tables)) <= explained
    assert set().union(*map(words_of, seeds)) == of_seeds
    assert of_seeds <= explained
