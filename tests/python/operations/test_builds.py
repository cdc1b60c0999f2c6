"""What people decide is read by the next build, by `seller-sla build` and by plain dbt, and shown to readers."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from projects import Project

EXEMPTED = (
    "select distinct o.seller_id, o.exemption_id, o.verdict, r.sentence from marts.fct_sla_outcomes as o"
    " join marts.dim_verdict_reasons as r using (policy_id, reason_code) where o.exemption_id is not null"
)
# A seller for whom steps are recommended, all of them by orders of the exemption's days.
SELLER = "S02"
RECOMMENDED = (
    "select recommendation_id, facts, orders, status, withdrawn_on, withdrawn_reason from marts.fct_enforcement_recommendations"
    f" where seller_id = '{SELLER}'"
)


@pytest.fixture
def built(demo_project: Project, tmp_path: Path) -> Project:
    """A copy of the finished demo build."""
    return demo_project.copy_to(tmp_path / "project")


def published(project: Project, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{project.published}' as marts (read_only)")
        return connection.execute(query).fetchall()


def test_an_exemption_is_read_by_the_next_build_and_its_end_by_plain_dbt(built: Project) -> None:
    outcomes = published(built, "from marts.fct_sla_outcomes order by all")
    recommendations = published(built, f"{RECOMMENDED} order by all")
    scope = ("--seller", SELLER, "--from", "2025-06-01", "--reason", "flood")
    assert built.seller_sla("ops", "exempt", "leave_out", *scope).returncode == 0
    assert (built.root / "data" / "operations.sqlite").exists()
    ended = built.seller_sla("build")
    assert ended.returncode == 0, ended.stderr
    assert published(built, EXEMPTED) == [(SELLER, "exemption-1", "excluded", "Left out by an exemption")]
    # What was told is withdrawn with its reason, not gone; what was withdrawn or decided before stays as it was.
    ended_now = ("withdrawn", date(2026, 7, 1), "restated")
    restated = [row[:3] + (ended_now if row[3] in ("open", "on_hold") else row[3:]) for row in recommendations]
    assert restated != recommendations
    assert published(built, f"{RECOMMENDED} order by all") == sorted(restated)

    assert built.seller_sla("ops", "revoke", "exemption-1", "--reason", "no flood").returncode == 0
    assert built.seller_sla("ops", "export").stdout.startswith("data/demo/operations__exemptions/00000002-")
    assert built.build().returncode == 0
    assert published(built, EXEMPTED) == []
    assert published(built, "from marts.fct_sla_outcomes order by all") == outcomes
    assert published(built, f"{RECOMMENDED} order by all") == recommendations
    assert built.seller_sla("ops", "verify").returncode == 0
    records = "select exemption_id, revoked_at is not null from staging.stg_operations__exemptions order by loaded_at"
    with built.connection() as connection:
        assert connection.execute(records).fetchall() == [("exemption-1", False), ("exemption-1", True)]


def test_a_log_that_was_cut_stops_the_build_with_a_sentence(built: Project) -> None:
    for recommendation in ("r", "q"):
        assert built.seller_sla("ops", "decide", recommendation, "approve", "--reason", "fine").returncode == 0
    assert built.seller_sla("ops", "export").returncode == 0
    (built.root / "data" / "operations.sqlite").unlink()
    assert built.seller_sla("ops", "decide", "r", "approve", "--reason", "fine").returncode == 0
    ended = built.seller_sla("build")
    assert ended.returncode == 1
    assert "the log was cut off or written anew, or the files are those of another store" in ended.stderr
