"""The commands a newcomer types, in a copy of the project in which the demo is built."""

import re
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from projects import Project
from seller_sla import __version__
from seller_sla.build import _sentences


@pytest.fixture
def built(demo_project: Project, tmp_path: Path) -> Project:
    """A copy of the finished demo build."""
    return demo_project.copy_to(tmp_path / "project")


def numbers(text: str) -> dict[str, int]:
    found = re.findall(r"^(Sellers|Orders|Outcomes|Sellers in breach) +([\d,]+)$", text, re.MULTILINE)
    return {label: int(number.replace(",", "")) for label, number in found}


def test_parse_needs_no_database(parsed_project):
    assert (parsed_project.root / "target" / "manifest.json").exists()
    assert not parsed_project.warehouse.exists()


def test_compile_needs_no_database_content(project):
    ended = project.dbt("compile")
    assert ended.returncode == 0, ended.stdout
    with duckdb.connect(project.warehouse / "seller_sla.duckdb", read_only=True) as warehouse:
        assert warehouse.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]


def test_plain_dbt_build_needs_no_flag_and_is_quiet(demo_build):
    assert demo_build.ended.returncode == 0
    assert demo_build.ended.stderr == ""
    assert not re.search(r"warning\W|deprecat|leaked|is available", demo_build.ended.stdout, re.IGNORECASE)


def test_build_says_what_there_is_and_what_comes_next(second_demo_build):
    ended = second_demo_build.ended
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert len(lines) == 5
    assert list(numbers(ended.stdout)) == ["Sellers", "Orders", "Outcomes", "Sellers in breach"]
    assert numbers(ended.stdout)["Sellers"] == 25
    assert "make dashboard" in lines[4]
    assert "SELLER_SLA_RAW_DIR" in lines[4]
    assert re.fullmatch(r"Building \(dbt build; details in logs/dbt.log\)\n( +\d+ of \d+ +[\d.]+ s\n)*", ended.stderr)


def test_summary_repeats_it(demo_project):
    ended = demo_project.seller_sla("summary")
    assert ended.returncode == 0
    assert numbers(ended.stdout)["Sellers"] == 25


def test_a_selection_without_publish_says_so(built):
    ended = built.seller_sla("build", "--select", "sla_metrics")
    assert ended.returncode == 0
    assert ended.stdout == "Done. Nothing was published: the selection leaves publish_marts out.\n"


def test_a_failing_test_is_told_and_what_was_published_stays(built):
    (built.root / "tests/data/no_orders_at_all.sql").write_text("select order_id from {{ ref('fct_orders') }}\n")
    published = built.published.read_bytes()
    ended = built.seller_sla("build")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert re.search(r"test no_orders_at_all: Got \d+ results, configured to fail if != 0", ended.stderr)
    assert re.search(r"\d+ steps? below (was|were) skipped; what was published before stays as it is\.", ended.stderr)
    assert built.published.read_bytes() == published


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "1 step below was skipped; nothing is published yet."),
        (2, "2 steps below were skipped; nothing is published yet."),
    ],
)
def test_in_a_new_warehouse_nothing_was_published_before(count, sentence, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(tmp_path))
    assert list(_sentences([SimpleNamespace(status="skipped")] * count)) == [sentence]


def test_a_refused_file_is_the_last_thing_said(built):
    orders = built.root / "data" / "demo" / "orders.csv"
    orders.write_text(orders.read_text().replace("seller_id", "merchant", 1))
    ended = built.seller_sla("build")
    assert ended.returncode == 1
    last = ended.stderr.strip().splitlines()[-1]
    assert "orders.csv" in last
    assert "seller_id" in last
    assert ended.stderr.count(last) == 1
    assert "FileRefused" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_mistake_in_the_project_is_told_without_a_traceback(built):
    (built.root / "models" / "marts" / "core" / "fct_wrong.sql").write_text("select * from {{ ref('nowhere') }}\n")
    ended = built.seller_sla("build")
    assert ended.returncode == 2
    assert "nowhere" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_build_at_the_same_time_is_told_to_wait(built):
    with duckdb.connect(built.warehouse / "seller_sla.duckdb"):
        ended = built.seller_sla("build")
    assert ended.returncode != 0
    assert re.search(r"Process \d+ has .*seller_sla\.duckdb open: .* then build again\.", ended.stderr)


@pytest.mark.parametrize("command", ["build", "summary", "dashboard"])
def test_outside_the_project_one_sentence_says_where_to_go(command, demo_project, tmp_path):
    ended = Project(tmp_path, {"PYTHONPATH": str(demo_project.root)}).seller_sla(command)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: No dbt_project.yml in ")


def test_summary_before_the_first_build_says_what_to_do(project):
    ended = project.seller_sla("summary")
    assert ended.returncode == 1
    assert (
        ended.stderr == "Error: Nothing is published at warehouse/published/marts.duckdb yet: run `make build` first.\n"
    )


def test_demo_refuses_what_it_cannot_make(project):
    ended = project.seller_sla("demo", "elsewhere", "--sellers", "3")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert not (project.root / "elsewhere").exists()


def test_every_command_explains_itself(project):
    for command in ([], ["build"], ["demo"], ["summary"], ["dashboard"]):
        ended = project.seller_sla(*command, "--help")
        assert ended.returncode == 0
        assert ended.stdout.startswith("Usage: ")


def test_one_version_everywhere(project):
    assert f'version: "{__version__}"' in (project.root / "dbt_project.yml").read_text()


@pytest.mark.parametrize("moment", ["2026-04-30T23:59:59+02:00", "'2026-04-30 23:59:59.5'", "end of April"])
def test_an_as_of_that_is_no_moment_in_utc_is_refused(parsed_project, tmp_path, moment):
    project = parsed_project.copy_to(tmp_path / "project")
    ended = project.seller_sla("build", "--select", "int_as_of", "--vars", f"as_of: {moment}")
    assert ended.returncode != 0
    assert "it is a moment in UTC, written YYYY-MM-DD HH:MM:SS" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        ("[]", "names no source system"),
        ("''", "names no source system"),
        ("[marketplace, ebay]", "names ebay, which this project cannot read"),
        ("marketplace olist", "names marketplace olist, which this project cannot read"),
    ],
)
def test_sources_that_cannot_be_read_are_refused(parsed_project, tmp_path, sources, fault):
    project = parsed_project.copy_to(tmp_path / "project")
    ended = project.seller_sla("build", "--vars", f"{{sources: {sources}}}")
    assert ended.returncode != 0
    assert ended.stderr.splitlines()[-1].strip() == (
        f"The variable sources {fault}: in vars.yml, or with --vars, make it a list of one or more of"
        " marketplace, olist, uci_incidents."
    )


@pytest.mark.parametrize("sources", ["olist", "[olist, olist]"])
def test_one_source_system_needs_no_list_and_counts_once(parsed_project, tmp_path, sources):
    project = parsed_project.copy_to(tmp_path / "project")
    ended = project.dbt("-q", "compile", "-s", "landing", "int_as_of", "--vars", f"sources: {sources}")
    assert ended.returncode == 0, ended.stdout
    [compiled] = (project.root / "target" / "compiled").rglob("int_as_of.sql")
    assert compiled.read_text().count("stg_olist__high_water") == 1
