"""A mistake in a seed stops the build with a sentence that names the row, before anything is judged by it."""

import re
from pathlib import Path

import duckdb
import pytest

from projects import Project

# File under seeds/, what stands there, what a hasty hand makes of it, and what the build says.
MISTAKES = [
    (
        "policy/sla_thresholds.csv", "bad_rate,at_most,1.5,", "bad_rat,at_most,1.5,",
        'sla_thresholds.csv: statistic of mall_cancellation_rate, month, 2021-01-01 00:00:00 is "bad_rat",'
        " which is not one of bad_rate, good_rate, bad_count, mean, median, p90, p95.",
    ),
    (
        "policy/sla_policies.csv", "started,warehouse_1_business_day,", "started,sundial,",
        'sla_policies.csv: clock_id of mall_order_confirmation, 1 is "sundial", which is not in sla_clocks.',
    ),
    (
        "policy/sla_circumstances.csv", "order_confirmation,opened,clock,", "order_confirmation,never_paid,clock,",
        "sla_circumstances.csv: order_confirmation, never_paid, any is there 2 times.",
    ),
    (
        "policy/sla_programs.csv", ",cz_mon_fri,", ",atlantis,",
        'sla_programs.csv: calendar_id of mall is "atlantis", which is not in business_calendars.',
    ),
    (
        "calendar/weekly_hours.csv", "mon_fri,4,0,1440\n", "mon_fri,4,0,1440\nmon_fri,7,0,1440\n",
        'weekly_hours.csv: weekday of mon_fri, 7, 0 is "7", maximum 6.',
    ),
    (
        "calendar/business_calendars.csv", "cz_mon_fri,CZ,", "cz_mon_fri,,",
        "business_calendars.csv: country of cz_mon_fri is empty.",
    ),
    (
        "calendar/business_calendars.csv", "sk_mon_fri,SK,mon_fri,Europe/Bratislava", "sk_mon_fri,SK,mon_fri,Europe/Pressburg",
        'business_calendars.csv: timezone of sk_mon_fri is "Europe/Pressburg", which is not a known time zone.',
    ),
    (
        "policy/alert_rules.csv", "no_data,any,no_data,", "no_data,any,silence,",
        'alert_rules.csv: kind of no_data is "silence", which is not one of budget, change, no_data.',
    ),
    (
        "status/order_statuses.csv", "\nlost,", "\nmissing,",
        'status_map.csv: status of marketplace, lost is "lost", which is not in order_statuses.',
    ),
]  # fmt: skip


def edit(project: Project, seed: str, old: str, new: str) -> Path:
    """Change one place of a seed as a person would."""
    path = project.root / "seeds" / seed
    text = path.read_text()
    assert text.count(old) >= 1, f"{seed} holds no {old!r}"
    path.write_text(text.replace(old, new, 1))
    return path


@pytest.fixture(scope="module")
def mistaken(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the built demo with every mistake made at once."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("mistaken") / "project")
    for seed, old, new, _ in MISTAKES:
        edit(project, seed, old, new)
    return project


def test_every_mistake_of_a_row_is_told_in_a_sentence_and_nothing_is_judged(mistaken: Project) -> None:
    published = mistaken.published.read_bytes()
    ended = mistaken.seller_sla("build", "--select", "resource_type:seed", "int_seed_mistakes+")
    assert ended.returncode == 1
    assert [sentence for *_, sentence in MISTAKES if sentence not in ended.stderr] == []
    assert "in macro" not in ended.stderr
    assert "steps below were skipped; what was published before stays as it is." in ended.stderr
    assert mistaken.published.read_bytes() == published


def test_contradictions_between_rows_stop_the_build_and_leave_the_marts(demo_project: Project, tmp_path: Path) -> None:
    project = demo_project.copy_to(tmp_path / "project")
    edit(project, "policy/sla_thresholds.csv", "bad_rate,at_most,1.5,", "bad_rate,at_most,150,")
    edit(
        project,
        "policy/sla_thresholds.csv",
        "mall_tracking_rate,month,2000-01-01,,",
        "mall_tracking_rate,month,2000-01-01,2026-01-01,",
    )
    edit(project, "policy/sla_thresholds.csv", "good_rate,at_least,90,92,", "good_rate,at_least,90,88,")
    edit(project, "calendar/weekly_hours.csv", "mon_fri,4,0,1440\n", "mon_fri,4,0,1441\n")
    published = project.published.read_bytes()

    ended = project.dbt(
        "build", "-s", "sla_thresholds", "weekly_hours", "int_policy_mistakes+", "int_calendar_mistakes+"
    )

    assert ended.returncode == 1
    assert "The limit of mall_cancellation_rate is a rate and must lie between 0 and 100." in ended.stdout
    assert "Policy mall_tracking_rate version 1 judges window month from 2026-01-01 without a limit: " in ended.stdout
    assert "from 2000-01-01 is at_least 90.0000 and its warn_value 88.0000, which is past the limit" in ended.stdout
    assert "weekly_hours.csv: mon_fri is from minute 0 to 1441: it must begin before it ends" in ended.stdout
    assert "SKIP" in ended.stdout, "what is judged by policies is skipped"
    assert project.published.read_bytes() == published


def test_a_circumstance_that_no_policy_explains_stops_the_build(demo_project: Project, tmp_path: Path) -> None:
    project = demo_project.copy_to(tmp_path / "project")
    edit(project, "policy/sla_circumstances.csv", "\nreturn_rate,kept,", "\nreturn_rate,worn,")
    published = project.published.read_bytes()
    ended = project.seller_sla("build", "--select", "sla_circumstances", "int_measures+")
    assert ended.returncode == 1
    assert re.search(
        r"sla_circumstances.csv: return_rate, kept, any is not there, and the measure says so of \d+ orders: "
        "add the row that says what it means.",
        ended.stderr,
    )
    assert "what was published before stays as it is" in ended.stderr
    assert project.published.read_bytes() == published


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ("mon_fri,4,0\n", "seeds/calendar/weekly_hours.csv, line 6: 3 fields where the header has 4."),
        (
            "mon_fri,four,0,1440\n",
            'seeds/calendar/weekly_hours.csv, line 6: weekday is "four", not of type bigint.',
        ),
    ],
)
def test_a_seed_that_cannot_be_loaded_is_told_by_its_line(demo_project, tmp_path, mistake, sentence) -> None:
    project = demo_project.copy_to(tmp_path / "project")
    edit(project, "calendar/weekly_hours.csv", "mon_fri,4,0,1440\n", mistake)
    ended = project.seller_sla("build", "--select", "weekly_hours")
    assert ended.returncode == 1
    progress = re.compile(r" +\d+ of \d+ ")  # where the build takes long
    assert [line for line in ended.stderr.splitlines()[1:] if not progress.match(line)] == [sentence]


def test_a_seed_that_got_a_column_is_made_anew_in_an_old_warehouse(demo_project: Project, tmp_path: Path) -> None:
    project = demo_project.copy_to(tmp_path / "project")
    with duckdb.connect(str(project.warehouse / "seller_sla.duckdb")) as connection:
        connection.execute("alter table seeds.sla_metrics drop column definition")
    ended = project.dbt("build", "--select", "sla_metrics")
    assert ended.returncode == 0, ended.stdout
    with project.connection() as connection:
        assert connection.execute("select 1 from seeds.sla_metrics where definition is null").fetchall() == []
