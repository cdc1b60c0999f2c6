"""Every metric finds something good and something bad in the demo marketplace, and explains it."""

import pytest

from every_metric import MEANS, PROGRAM, judge_by_every_metric
from projects import Project


@pytest.fixture(scope="module")
def judged(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[str]]:
    """The demo, judged by every metric; a circumstance without an explanation would have stopped the build."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("every_metric") / "project")
    metrics = judge_by_every_metric(project)
    joined = "".join(f"S{number:02},{PROGRAM},2025-01-01,\n" for number in range(1, 26))
    memberships = project.root / "data" / "demo" / "seller_programs" / "every_metric.csv"
    memberships.parent.mkdir()
    memberships.write_text(f"seller_id,program,valid_from,valid_to\n{joined}")
    ended = project.build()
    assert ended.returncode == 0, ended.stdout
    return project, metrics


def test_every_metric_has_met_and_bad_outcomes_and_none_is_unexplained(judged: tuple[Project, list[str]]) -> None:
    project, metrics = judged
    with project.connection() as connection:
        found = connection.execute(
            "select metric_code, bool_or(verdict = 'met'), bool_or(verdict in ('breached', 'overdue'))"
            f" from marts.fct_sla_outcomes where program = '{PROGRAM}' group by metric_code"
        ).fetchall()
        unexplained = connection.execute(
            "select distinct policy_id, o.reason_code from marts.fct_sla_outcomes as o"
            " left join marts.dim_verdict_reasons as r using (policy_id, reason_code) where r.sentence is null"
        ).fetchall()
    assert {metric: (met, bad) for metric, met, bad in found} == {
        metric: (True, metric not in MEANS) for metric in metrics
    }
    assert unexplained == []


def test_pieces_are_added_up_on_the_scorecard(judged: tuple[Project, list[str]]) -> None:
    project, _ = judged
    with project.connection() as connection:
        [(sold, returned)] = connection.execute(
            "select sum(population_count), sum(bad_count) from marts.fct_seller_scorecards"
            f" where program = '{PROGRAM}' and metric_code = 'return_units'"
        ).fetchall()
        [(pieces, lines)] = connection.execute(
            "select sum(quantity), count(*) from intermediate.int_line_returns"
            " where fate in ('returned', 'kept', 'return_rejected')"
        ).fetchall()
        [(asked,)] = connection.execute("select sum(returned_quantity) from intermediate.int_line_returns").fetchall()
    assert (sold, returned) == (pieces, asked)
    assert pieces > lines
