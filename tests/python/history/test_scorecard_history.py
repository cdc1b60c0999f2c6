"""What scorecards said day by day: kept by builds, and filled in by `seller-sla backfill`."""

import csv
import re
import sys
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import duckdb
import pytest

from projects import Project, kill, wait_until
from seller_sla.backfill import moments

FIRST, SECOND = "2026-04-30 12:00:00", "2026-05-31 12:00:00"
BACKFILL = ("backfill", "--from", "2026-04-30", "--to", "2026-05-31", "--every", "month", "--at", "12:00:00")
HISTORY = "from fct_seller_scorecard_history"


def rows(published: Path, query: str) -> list[tuple]:
    """What a reader of the published file finds."""
    with duckdb.connect(str(published), read_only=True) as reader:
        return reader.execute(query).fetchall()


def deliver(project: Project, whole: Path, since: str, until: str) -> None:
    """Files with the demo's rows that were loaded after `since` and by `until`. What has no time comes with the first."""
    for file in whole.rglob("*.csv"):
        with file.open(newline="") as text:
            header, *records = csv.reader(text)
        at = header.index("loaded_at") if "loaded_at" in header else None
        due = [r for r in records if (since == "" if at is None or len(r) <= at else since < r[at] <= until)]
        table = file.stem if file.parent == whole else file.parent.name
        target = project.root / "data" / "demo" / table / f"{file.stem}_{until[:10]}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", newline="") as text:
            csv.writer(text).writerows([header, *due])


@pytest.fixture(scope="module")
def day_by_day(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Built on two days, with the files that had arrived by then; the second build is a full refresh."""
    project = parsed_project.copy_to(tmp_path_factory.mktemp("days") / "project")
    whole = (project.root / "data" / "demo").rename(project.root / "whole")
    deliver(project, whole, "", FIRST)
    assert project.build("--vars", f"as_of: {FIRST}").returncode == 0
    deliver(project, whole, FIRST, SECOND)
    assert project.build("--full-refresh", "--vars", f"as_of: {SECOND}").returncode == 0
    return project


@dataclass(frozen=True)
class Filled:
    """A back-fill that was killed and run again: what was published in between, and what each run said."""

    project: Project
    order: str
    in_between: list[tuple]
    first: str
    second: str


@pytest.fixture(scope="module")
def filled(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """In a warehouse that got all rows at once, and a late event about an order before the back-fill."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("filled") / "project")
    [(order,)] = rows(project.published, "select max(order_id) from fct_orders where current_status = 'delivered'")
    late = f"order_id,status,event_at,loaded_at\n{order},returned,2026-07-01 05:20,2026-07-01 05:40\n"
    (project.root / "data" / "demo" / "order_status_history" / "late.csv").write_text(late)
    said = project.root / "said"
    with said.open("w") as out:
        killed = project.start([sys.executable, "-m", "seller_sla.cli", *BACKFILL], out)
        wait_until(
            lambda: ", 2 of 2 (" in said.read_text() or killed.poll() is not None, 300, "the build of the second moment"
        )
        kill(killed)
    assert ", 2 of 2 (" in said.read_text(), said.read_text()
    in_between = rows(project.published, "from publish_manifest")
    ended = project.seller_sla(*BACKFILL)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return Filled(project, order, in_between, said.read_text(), ended.stdout + ended.stderr)


def test_days_filled_in_later_are_the_days_built_one_after_the_other(day_by_day: Project, filled: Filled) -> None:
    days = f"{HISTORY} where as_of_at in ('{FIRST}', '{SECOND}') order by all"
    built = rows(day_by_day.published, days)
    assert len(built) == 2 * 355
    assert rows(filled.project.published, days) == built


def test_a_full_refresh_writes_its_day_and_keeps_the_others(day_by_day: Project) -> None:
    moments = "select distinct cast(as_of_at as varchar) from fct_seller_scorecard_history order by 1"
    assert rows(day_by_day.published, moments) == [(FIRST,), (SECOND,)]


def test_a_day_that_is_built_again_has_the_scorecards_of_the_last_build(demo_project: Project, filled: Filled) -> None:
    moments = (
        "select distinct cast(as_of_at as varchar) from fct_seller_scorecard_history where as_of_date = '2026-07-01'"
    )
    assert rows(demo_project.published, moments) == [("2026-07-01 05:30:00",)]
    assert rows(filled.project.published, moments) == [("2026-07-01 05:40:00",)]
    of_a_card = "select seller_id, program, metric_code, window_code, population_count, bad_count, rate, status"
    now = rows(filled.project.published, f"{of_a_card} from fct_seller_scorecards order by all")
    assert rows(filled.project.published, f"{of_a_card} {HISTORY} where as_of_date = '2026-07-01' order by all") == now
    assert now != rows(demo_project.published, f"{of_a_card} from fct_seller_scorecards order by all")


def test_a_back_fill_that_is_killed_leaves_the_readers_alone_and_goes_on_the_next_time(
    demo_project: Project, filled: Filled
) -> None:
    assert filled.in_between == rows(demo_project.published, "from publish_manifest")
    assert filled.first.startswith(f"2 moments of 2 to build.\nAs of {FIRST}, 1 of 2 (dbt build; ")
    assert filled.second.startswith("1 moment of 2 to build; the history has 1 already (--replace builds them anew).\n")
    assert re.findall(r"As of .*?, \d of \d", filled.second) == [f"As of {SECOND}, 1 of 1"]


def test_after_a_back_fill_the_marts_are_those_of_now(demo_project: Project, filled: Filled) -> None:
    verdicts = "select order_id, policy_id, policy_version, verdict, due_at from fct_sla_outcomes"
    of_others = f"{verdicts} where order_id <> '{filled.order}' order by all"
    assert rows(filled.project.published, of_others) == rows(demo_project.published, of_others)
    status = f"select current_status from fct_orders where order_id = '{filled.order}'"
    assert rows(filled.project.published, status) == [("returned",)]
    assert re.search(r"^Orders +2,000$", filled.second, re.MULTILINE)


def test_moments_are_days_weeks_or_the_same_day_of_each_month_and_its_last_from_a_last_one() -> None:
    def days(first: date, last: date, every: str) -> list[str]:
        return [f"{moment:%d.%m. %H}" for moment in moments(first, last, every, time(12))]

    assert days(date(2026, 1, 30), date(2026, 2, 1), "day") == ["30.01. 12", "31.01. 12", "01.02. 12"]
    assert days(date(2026, 1, 30), date(2026, 2, 12), "week") == ["30.01. 12", "06.02. 12"]
    assert days(date(2025, 12, 31), date(2026, 3, 31), "month") == ["31.12. 12", "31.01. 12", "28.02. 12", "31.03. 12"]
    assert days(date(2026, 2, 28), date(2026, 4, 30), "month") == ["28.02. 12", "31.03. 12", "30.04. 12"]
    assert days(date(2026, 1, 30), date(2026, 3, 30), "month") == ["30.01. 12", "28.02. 12", "30.03. 12"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--from", "2026-05-31", "--to", "2026-04-30"),
            "--from 2026-05-31 is after --to 2026-04-30: name the earlier",
        ),
        (
            ("--from", "2026-05-31", "--to", "2026-07-01"),
            "Nothing is known of 2026-07-01 23:59:59 yet: the newest row was",
        ),
        (
            ("--from", "2026-05-31", "--to", "2026-05-31", "--vars", "as_of: 2026-05-31"),
            "A back-fill chooses as_of itself",
        ),
    ],
    ids=["from_after_to", "a_day_that_is_not_over", "as_of"],
)
def test_what_cannot_be_filled_is_said(filled: Filled, arguments: tuple[str, ...], sentence: str) -> None:
    ended = filled.project.seller_sla("backfill", *arguments)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Error: {sentence}")


def test_before_the_first_build_there_is_nothing_to_fill(project: Project) -> None:
    ended = project.seller_sla(*BACKFILL)
    assert ended.returncode == 1
    assert ended.stderr == "Error: Nothing is built in warehouse yet: run `seller-sla build` first.\n"
