"""What builds of earlier days knew: the same as a later build says they knew."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from enforcement.episode_oracle import Row
from projects import Project

MOMENTS = ["2026-02-10 12:00:00", "2026-04-16 12:00:00", "2026-05-20 12:00:00", "2026-06-15 12:00:00"]
MARTS = ("fct_sla_breach_episodes", "fct_enforcement_recommendations", "fct_sla_alerts")
# Days after which a column of an episode does not change any more.
FIXED_FROM = {
    "known_on_date": ["first_date", "evidence_start_date", "opening_count", "opening_bad_count", "pattern_decided_on_date"],
    "pattern_decided_on_date": ["pattern", "pattern_reason", "follow_up_count", "follow_up_bad_count"],
    "end_known_on_date": ["last_date", "day_count", "is_open", "ended_by", "severity_code", "peak_times_limit", "peak_date",
                          "peak_population_count", "peak_bad_count", "order_count", "bad_order_count"],
}  # fmt: skip
# Columns of a recommendation that later days may change, each with the day on which it did.
CHANGED_ON = {
    "withdrawn_on": "withdrawn_on", "withdrawn_reason": "withdrawn_on", "decision_id": "decided_on", "decided_on": "decided_on",
}  # fmt: skip

# Columns of an alert that its opening fixes; the others are fixed when it is closed.
OF_THE_OPENING = (
    "seller_id", "program", "metric_code", "policy_id", "rule_id", "kind", "first_date", "opened_on", "short_days", "long_days",
    "budget_days",
)  # fmt: skip

Marts = dict[str, dict[str, Row]]


def marts_of(file: Path) -> Marts:
    """Rows of the marts by their first column, which is the key."""
    made: Marts = {}
    with duckdb.connect(str(file), read_only=True) as reader:
        for mart in MARTS:
            read = reader.execute(f"select * from {mart}")
            names = [column for column, *_ in read.description]
            made[mart] = {row[0]: dict(zip(names, row, strict=True)) for row in read.fetchall()}
    return made


@pytest.fixture(scope="module")
def newest(demo_project: Project) -> Marts:
    """What the build of the newest day says."""
    return marts_of(demo_project.published)


@pytest.fixture(scope="module")
def of_moments(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[date, Marts]:
    """What builds of some days made, each from the rows that had arrived by then."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("moments") / "project")
    made = {}
    for moment in MOMENTS:
        upstream = [f"+{mart}" for mart in MARTS]
        ended = project.dbt("run", "--select", *upstream, "--vars", f"as_of: {moment}")
        assert ended.returncode == 0, ended.stdout
        made[date.fromisoformat(moment[:10])] = marts_of(project.warehouse / "marts.duckdb")
    return made


def test_a_build_of_a_day_knew_the_episodes_that_later_builds_say_it_knew(
    newest: Marts, of_moments: dict[date, Marts]
) -> None:
    """What was settled by a day is the same in a build of that day, and nothing else was known of."""
    compared = 0
    for day, marts in of_moments.items():
        then, now = (said["fct_sla_breach_episodes"] for said in (marts, newest))
        assert then.keys() == {name for name, e in now.items() if e["known_on_date"] <= day}
        for name, episode in then.items():
            later = now[name]
            assert episode["is_open"] == (later["end_known_on_date"] is None or later["end_known_on_date"] > day), name
            for since, columns in FIXED_FROM.items():
                if later[since] is not None and later[since] <= day:
                    compared += 1
                    assert {c: episode[c] for c in columns} == {c: later[c] for c in columns}, (day, name)
            if later["pattern_decided_on_date"] > day:
                assert (episode["pattern"], episode["pattern_reason"]) == ("cannot_tell", "too_early")
    assert compared > 50


def test_a_build_of_a_day_recommended_what_later_builds_say_it_recommended(
    newest: Marts, of_moments: dict[date, Marts]
) -> None:
    """None is deleted, none is found afterwards, and the statement of reasons is the one of the day."""
    changed = set()
    for day, marts in of_moments.items():
        then, now = (said["fct_enforcement_recommendations"] for said in (marts, newest))
        assert then.keys() == {name for name, r in now.items() if r["opened_on"] <= day}
        for name, recommendation in then.items():
            later = dict(now[name])
            for column, since in CHANGED_ON.items():
                if now[name][since] is not None and now[name][since] > day:
                    changed.add(column)
                    later[column] = None
            of_day = {column for column in later if column not in ("status", "has_open_appeal")}
            assert {c: recommendation[c] for c in of_day} == {c: later[c] for c in of_day}, (day, name)
    assert "withdrawn_reason" in changed


def test_a_build_of_a_day_alerted_of_what_later_builds_say_it_alerted_of(
    newest: Marts, of_moments: dict[date, Marts]
) -> None:
    """No alert is found afterwards, none is taken back, and one that was closed stays as it was told."""
    was_open, was_closed = 0, 0
    for day, marts in of_moments.items():
        then, now = (said["fct_sla_alerts"] for said in (marts, newest))
        assert then.keys() == {name for name, a in now.items() if a["opened_on"] <= day}
        for name, alert in then.items():
            later = now[name]
            if later["closed_on"] is not None and later["closed_on"] <= day:
                was_closed += 1
                assert alert == later, (day, name)
            else:
                was_open += 1
                assert (alert["is_open"], alert["last_date"], alert["closed_on"]) == (True, None, None), (day, name)
                assert [alert[c] for c in OF_THE_OPENING] == [later[c] for c in OF_THE_OPENING], (day, name)
    assert min(was_open, was_closed) > 5
