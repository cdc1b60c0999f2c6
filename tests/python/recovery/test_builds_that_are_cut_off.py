"""Whatever happens to a build, readers keep the last complete publish and the next build mends the rest.

Each test starts from a warehouse in which the first half of the demo's rows was built and published, and delivers the
second half.
"""

import csv
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from projects import ROOT, Project, kill
from published import attached, differences, read, rows

LATEST_MOMENT = 1.1  # as a share of the time an undisturbed build takes
SHORT, LONG = 3, 10


def run_id(published: Path) -> str:
    """The build that published the file, after a look whether the file is whole."""
    with attached(published) as connection:
        for table, count in connection.execute("select table_name, row_count from publish_tables").fetchall():
            assert connection.execute(f"select count(*) from {table}").fetchall() == [(count,)]
        return str(connection.execute("select run_id from publish_manifest").fetchall()[0][0])


def split(folder: Path) -> Callable[[int], None]:
    """Take the raw files away; the returned function delivers half 0 or half 1 of the records of every file."""
    taken: list[tuple[Path, list[list[str]]]] = []
    for file in sorted(folder.rglob("*.csv")):
        with file.open(newline="") as text:
            taken.append((file, list(csv.reader(text))))
        file.unlink()

    def deliver(half: int) -> None:
        for file, (header, *records) in taken:
            into = file.parent if file.parent != folder else folder / file.stem
            into.mkdir(exist_ok=True)
            with (into / f"{file.stem}_{half}.csv").open("w", newline="") as text:
                csv.writer(text).writerows([header, *records[half::2]])

    return deliver


@dataclass
class Halfway:
    """The project with half the rows built, the same with all rows built undisturbed, and how long that took."""

    project: Project
    undisturbed: dict[str, list[tuple]]
    seconds: float


@pytest.fixture(scope="session")
def halfway(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Halfway:
    folder = tmp_path_factory.mktemp("halfway")
    project = parsed_project.copy_to(folder / "project")
    deliver = split(project.root / "data" / "demo")
    deliver(0)
    assert project.build().returncode == 0
    deliver(1)
    whole = project.copy_to(folder / "undisturbed")
    started = time.monotonic()
    ended = whole.build()
    assert ended.returncode == 0, ended.stdout
    return Halfway(project, rows(whole.published), time.monotonic() - started)


@pytest.fixture
def project(halfway: Halfway, tmp_path: Path) -> Project:
    return halfway.project.copy_to(tmp_path / "project")


@dataclass
class Reader:
    """What a dashboard sees that opens the published file again and again."""

    published: Path
    runs: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    @contextmanager
    def reading(self) -> Iterator["Reader"]:
        stop = threading.Event()

        def loop() -> None:
            while not stop.is_set():
                try:
                    self.runs.append(run_id(self.published))
                except BaseException as error:
                    self.errors.append(error)
                time.sleep(0.5)

        thread = threading.Thread(target=loop)
        thread.start()
        try:
            yield self
        finally:
            stop.set()
            thread.join()


@pytest.mark.parametrize("moment", range(SHORT))
def test_a_killed_build_harms_nothing(moment: int, halfway: Halfway, project: Project) -> None:
    killed_and_built_again(moment, SHORT, halfway, project)


@pytest.mark.long
@pytest.mark.parametrize("moment", range(LONG))
def test_a_build_killed_at_ten_moments_harms_nothing(moment: int, halfway: Halfway, project: Project) -> None:
    killed_and_built_again(moment, LONG, halfway, project)


def killed_and_built_again(moment: int, moments: int, halfway: Halfway, project: Project) -> None:
    """Kill a build in one of `moments` equal parts of its time; the old publish is served, the next build is right."""
    chance = random.Random(f"moment {moment} of {moments}").random()
    before = run_id(project.published)
    build = project.start_build()
    time.sleep((moment + chance) / moments * LATEST_MOMENT * halfway.seconds)
    was_running = build.poll() is None
    kill(build)
    if was_running:
        # Either the old file or, when it was cut off after the swap, the new one; never something else.
        assert run_id(project.published) == before or not differences(rows(project.published), halfway.undisturbed)
    ended = project.build()
    assert ended.returncode == 0, ended.stdout
    assert differences(rows(project.published), halfway.undisturbed) == []
    assert [file.name for file in project.published.parent.iterdir()] == ["marts.duckdb"]


def test_readers_see_the_old_publish_and_then_the_new_one(halfway: Halfway, project: Project) -> None:
    before = run_id(project.published)
    with Reader(project.published).reading() as reader:
        ended = project.build()
    assert ended.returncode == 0, ended.stdout
    assert reader.errors == []
    assert list(dict.fromkeys(reader.runs)) in ([before], [before, run_id(project.published)])
    assert reader.runs[0] == before
    assert run_id(project.published) != before


def test_a_failing_mart_test_leaves_the_old_publish(project: Project) -> None:
    (project.root / "tests" / "data" / "no_sellers_at_all.sql").write_text("select * from {{ ref('dim_sellers') }}\n")
    before = run_id(project.published)
    with Reader(project.published).reading() as reader:
        ended = project.build("--select", "dim_sellers+")
    assert ended.returncode == 1
    assert "no_sellers_at_all" in ended.stdout
    assert reader.errors == []
    assert set(reader.runs) == {before}


def shown() -> list[str]:
    """The headline and the line with the run that the app shows now."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "streamlit_app.py"), default_timeout=60).run()
    assert not app.exception, app.exception
    return [app.title[0].value, app.caption[0].value]


def test_the_app_shows_the_last_publish_while_a_build_runs_and_when_it_fails(project: Project, monkeypatch) -> None:
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(project.warehouse))
    broken = project.root / "tests" / "data" / "no_sellers_at_all.sql"
    broken.write_text("select * from {{ ref('dim_sellers') }}\n")
    before = shown()

    build = project.start_build()
    during = [shown()]
    while build.poll() is None:
        during.append(shown())
        time.sleep(1)

    assert build.returncode == 1
    assert all(view == before for view in [*during, shown()])
    broken.unlink()
    assert project.build().returncode == 0
    assert shown() != before


def test_a_failing_model_leaves_the_old_publish_and_the_repaired_one_goes_on(project: Project) -> None:
    model = project.root / "models" / "marts" / "core" / "fct_orders.sql"
    text = model.read_text()
    model.write_text(text + "\nwhere error('out of order') is null\n")
    before = run_id(project.published)
    with Reader(project.published).reading() as reader:
        ended = project.build("--select", "fct_orders+")
    assert ended.returncode == 1
    assert "out of order" in ended.stdout
    assert reader.errors == []
    assert set(reader.runs) == {before}
    model.write_text(text)
    ended = project.dbt("retry")
    assert ended.returncode == 0, ended.stdout
    assert run_id(project.published) != before


def test_a_second_build_lands_nothing_twice(demo_project: Project, second_demo_build) -> None:
    assert second_demo_build.ended.returncode == 0
    assert run_id(second_demo_build.project.published) != run_id(demo_project.published)
    assert differences(rows(second_demo_build.project.published), rows(demo_project.published)) == []


def test_a_past_scorecard_is_recomputed_as_it_was_known_then(parsed_project: Project, tmp_path: Path) -> None:
    """Everything loaded, judged as of a past moment, is what a warehouse says that got nothing later than that moment."""
    moment = "2026-04-30 23:59:59"
    as_of = ("--vars", f"as_of: {moment}")
    today = parsed_project.copy_to(tmp_path / "today")
    assert today.build(*as_of).returncode == 0

    then = parsed_project.copy_to(tmp_path / "then")
    for file in (then.root / "data" / "demo").rglob("*.csv"):
        with file.open(newline="") as text:
            header, *records = csv.reader(text)
        if "loaded_at" in header:
            at = header.index("loaded_at")
            with file.open("w", newline="") as text:
                csv.writer(text).writerows([header, *(r for r in records if len(r) <= at or r[at] <= moment)])
    assert then.build(*as_of).returncode == 0

    assert read(today.published, "select cast(as_of_at as varchar) from publish_manifest") == [(moment,)]
    left, right = rows(today.published), rows(then.published)
    for about_files in ("fct_landed_files", "fct_data_quality_results", "fct_quarantined_rows", "fct_source_freshness"):
        del left[about_files], right[about_files]
    assert left["fct_orders"]
    assert differences(left, right) == []
