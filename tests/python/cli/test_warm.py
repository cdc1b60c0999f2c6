"""Most tests run dbt in a fork of a process that has started already: that is a faithful dbt."""

import json
from pathlib import Path

from projects import Project
from published import differences, rows


def ended_nodes(project: Project) -> dict[str, str]:
    """How each node of the last run ended, but unit tests."""
    results = json.loads((project.root / "target" / "run_results.json").read_text())["results"]
    return {r["unique_id"]: r["status"] for r in results if not r["unique_id"].startswith("unit_test.")}


def test_a_warm_build_is_a_cold_build(demo_project: Project, project: Project) -> None:
    ended = project.build()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended_nodes(project) == ended_nodes(demo_project)
    assert differences(rows(project.published), rows(demo_project.published)) == []


def test_a_warm_mistake_is_a_cold_mistake(project: Project, tmp_path: Path) -> None:
    (project.root / "data" / "demo" / "sellers.csv").write_text("")
    wrong = ("build", "--select", "landed_sellers", "--no-use-colors")
    cold = project.copy_to(tmp_path / "cold").cold_dbt(*wrong)
    warm = project.dbt(*wrong)
    assert warm.returncode == cold.returncode == 1
    assert warm.stderr == cold.stderr != ""
    told = [[line[8:] for line in ended.stdout.splitlines() if "rror" in line] for ended in (warm, cold)]
    assert told[0] == told[1] != []


def test_a_warm_dbt_sees_its_own_environment_only(project: Project) -> None:
    elsewhere = Project(project.root, {"SELLER_SLA_WAREHOUSE_DIR": "elsewhere", "DBT_TARGET_PATH": "compiled"})
    assert elsewhere.dbt("compile", "--select", "int_as_of").returncode == 0
    assert (project.root / "elsewhere").exists()
    assert (project.root / "compiled" / "manifest.json").exists()
    assert not project.warehouse.exists()
    assert project.dbt("compile", "--select", "int_as_of").returncode == 0
    assert project.warehouse.exists()
