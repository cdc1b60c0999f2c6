"""The README's recipes, followed to the letter in a copy of the project: its own blocks, then a build."""

import re
from pathlib import Path

import duckdb
import pytest

from projects import ROOT, Project

README = (ROOT / "README.md").read_text()
STEP = re.compile(r"^(New file|Add to|Change) `([^`]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


def follow(heading: str, project: Project) -> None:
    """Do every step under a heading of the README."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    steps = list(STEP.finditer(section))
    assert steps, f"No step found under {heading}"
    for step in steps:
        apply(step[1], project.root / step[2], step[3])


def apply(action: str, file: Path, text: str) -> None:
    """One step: `New file` writes it, `Add to` appends to it, `Change` replaces the lines with - by those with +."""
    if action == "New file":
        assert not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    elif action == "Add to":
        file.write_text(file.read_text() + text)
    else:
        removed = "".join(f"{line[1:]}\n" for line in text.splitlines() if line.startswith("-"))
        added = "".join(f"{line[1:]}\n" for line in text.splitlines() if line.startswith("+"))
        before = file.read_text()
        assert before.count(removed) == 1, f"{file} has not the lines to replace"
        file.write_text(before.replace(removed, added))


def published(project: Project, query: str) -> list[tuple]:
    with duckdb.connect() as reader:
        reader.execute(f"attach '{project.published}' as m (read_only)")
        reader.execute("use m")
        return reader.execute(query).fetchall()


@pytest.fixture
def demo(demo_project: Project, tmp_path: Path) -> Project:
    """A copy of the project in which the demo is built."""
    return demo_project.copy_to(tmp_path / "project")


def test_the_build_ends_as_the_readme_shows(demo_project):
    shown = re.search(r"^`make build` ends with what there is:\n\n```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert demo_project.seller_sla("summary").stdout == shown[1]


def test_your_own_orders(parsed_project, tmp_path):
    places = {"SELLER_SLA_RAW_DIR": "my_marketplace", "SELLER_SLA_WAREHOUSE_DIR": "my_warehouse"}
    project = Project(parsed_project.copy_to(tmp_path / "project").root, places)
    follow("Your own orders in ten minutes", project)
    ended = project.seller_sla("build")
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"^Orders +2$", ended.stdout, re.MULTILINE)
    orders = "select order_id, cast(open_at as varchar), current_status, timezone from fct_orders order by order_id"
    assert published(project, orders) == [
        ("A-1", "2026-03-02 08:01:00", "delivered", "Europe/Berlin"),
        ("A-2", "2026-03-03 14:31:00", "cancelled", "Europe/Berlin"),
    ]
    cancelled = (
        "select order_id, verdict from fct_sla_outcomes where metric_code = 'cancellation_rate' order by order_id"
    )
    assert published(project, cancelled) == [("A-1", "met"), ("A-2", "breached")]
    assert published(project, "select is_demo from publish_manifest") == [(False,)]
    assert not (project.root / "warehouse").exists()
    # Status words of one's own, which no seed explains yet: the build ends with a sentence about them.
    words = project.root / "my_marketplace" / "order_status_history" / "words.csv"
    words.parent.mkdir()
    words.write_text(
        "order_id,status,event_at,recorded_at,actor,reason_code,source_sequence,loaded_at\n"
        "A-1,VERSANDT,2026-03-02T16:00:00+01:00,,seller,,2,2026-03-20T06:00:00Z\n"
    )
    said = [line for line in project.seller_sla("build").stderr.splitlines() if line.startswith("Warning: ")]
    assert [line.split(": see them")[0] for line in said] == [
        "Warning: my_marketplace/order_status_history/words.csv: its only row is held back, "
        'for "status: not known in status_map"'
    ]


def test_add_a_metric(demo):
    follow("Add a metric", demo)
    ended = demo.build()
    assert ended.returncode == 0, ended.stdout
    verdicts = "select distinct verdict from fct_sla_outcomes where metric_code = 'carrier_scan'"
    assert {"breached", "excluded", "met"} <= {verdict for (verdict,) in published(demo, verdicts)}
    late = """
        select count(*) from fct_sla_outcomes
        where metric_code = 'carrier_scan' and verdict = 'breached' and stopped_at - started_at <= interval '24' hour
    """
    assert published(demo, late) == [(0,)]
    scorecards = "select count(distinct seller_id) from fct_seller_scorecards where metric_code = 'carrier_scan'"
    members = "select count(*) from dim_sellers where programs like '%house%'"
    assert published(demo, scorecards) == published(demo, members)


def test_add_a_marketplaces_rules(demo):
    follow("Add a marketplace's rules", demo)
    ended = demo.build()
    assert ended.returncode == 0, ended.stdout
    card = "select seller_id, metric_code, limit_value from fct_seller_scorecards where program = 'nordmarkt'"
    assert [(s, m, float(v)) for s, m, v in published(demo, card)] == [("S01", "late_shipment", 0.97)]
    due = """
        select count(*), count(distinct due_at) > 20, bool_and(due_at > started_at)
        from fct_sla_outcomes where program = 'nordmarkt' and verdict in ('met', 'breached')
    """
    [(judged, many_days, after_start)] = published(demo, due)
    assert judged > 50
    assert many_days
    assert after_start


def test_add_a_source_system(parsed_project, tmp_path):
    places = {"SELLER_SLA_RAW_DIR": "my_shop", "SELLER_SLA_WAREHOUSE_DIR": "shop_warehouse"}
    project = Project(parsed_project.copy_to(tmp_path / "project").root, places)
    follow("Add a source system", project)
    ended = project.seller_sla("build", "--vars", "sources: [shop]")
    assert ended.returncode == 0, ended.stderr
    orders = "select order_id, source, cast(shipped_at as varchar), current_status from fct_orders order by order_id"
    assert published(project, orders) == [
        ("1001", "shop", "2026-03-02 16:00:00", "shipped"),
        ("1002", "shop", None, "open"),
    ]
    assert published(project, "select seller_name, timezone from dim_sellers") == [("acme", "Europe/Berlin")]
    judged = "select count(*) from fct_sla_outcomes where metric_code = 'ship_time' and verdict = 'met'"
    assert published(project, judged) == [(1,)]
