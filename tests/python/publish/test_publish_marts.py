"""The publishing node against the rest of the project."""

import json

import duckdb
import pytest


@pytest.fixture
def nodes(parsed_project):
    manifest = json.loads((parsed_project.root / "target" / "manifest.json").read_text())
    return {name: node for name, node in manifest["nodes"].items() if node["resource_type"] == "model"}


def test_every_public_mart_is_published_and_nothing_else(nodes):
    public = {name for name, node in nodes.items() if node["access"] == "public"}
    read = set(nodes["model.seller_sla.publish_marts"]["depends_on"]["nodes"])
    assert read == public | {"model.seller_sla.int_as_of"}


def test_after_publishing_only_that_it_is_done_is_written_down(nodes):
    behind, last = set(), {"model.seller_sla.publish_marts"}
    while last:
        last = {name for name, node in nodes.items() if last & set(node["depends_on"]["nodes"])}
        behind |= last
    memory = ("state", "files", "policies", "deliveries", "exemptions")
    written = {"int_told_recommendations"} | {f"int_judged_{part}" for part in memory}
    assert behind == {f"model.seller_sla.{name}" for name in written}


def test_the_published_tables_are_the_marts(demo_project):
    with duckdb.connect() as reader:
        reader.execute(f"attach '{demo_project.published}' as m (read_only)")
        named = reader.execute("select table_name, row_count from m.publish_tables").fetchall()
        counted = [(t, reader.execute(f"select count(*) from m.{t}").fetchall()[0][0]) for t, _ in named]
        manifest = reader.execute("select as_of_at, is_demo from m.publish_manifest").fetchall()
    assert named == counted
    assert len(manifest) == 1
    assert manifest[0][1] is True
