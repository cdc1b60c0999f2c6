"""The demo on DuckDB 1.5, the oldest that pyproject.toml allows: the same marts, from the same files, row for row.

It lies in a folder that `make test-engines` and `make test-duckdb-1.5` fill, and is put before the DuckDB of the environment.
"""

import os
import sys
from pathlib import Path

import duckdb
import pytest

from projects import Project
from seller_sla.engines.marts import public_marts

OLDER = Path(sys.prefix) / "duckdb-1.5"
# When something was done differs from build to build, whatever built it.
OF_THE_BUILD = {"run_id", "checked_at", "landed_at", "quarantined_at"}
COUNTED = (
    "import duckdb, sys; print(duckdb.connect(sys.argv[1], read_only=True).sql('select count(*) from fct_orders'))"
)


@pytest.fixture(scope="module")
def older(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project in which nothing was built, and that finds the older DuckDB first."""
    if not (OLDER / "duckdb").is_dir():
        (pytest.fail if os.environ.get("SELLER_SLA_REQUIRE_ENGINES") else pytest.skip)(
            f"{OLDER} is not there: `make test-duckdb-1.5` installs it."
        )
    root = parsed_project.copy_to(tmp_path_factory.mktemp("older") / "project").root
    return Project(root, {"PYTHONPATH": os.pathsep.join([str(OLDER), str(root)])})


def test_1_it_is_the_older_one(older: Project) -> None:
    version = older.run([sys.executable, "-c", "import duckdb; print(duckdb.__version__)"]).stdout
    assert version.startswith("1.5.")
    assert not duckdb.__version__.startswith("1.5.")


def test_2_models_tests_and_unit_tests_pass(older: Project) -> None:
    ended = older.dbt("build")
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("mart", public_marts())
def test_3_its_marts_are_the_same_row_for_row(older: Project, demo_project: Project, mart: str) -> None:
    names = ", ".join(name for name in public_marts()[mart] if name not in OF_THE_BUILD)
    with duckdb.connect() as connection:
        for project, name in ((demo_project, "newer"), (older, "older")):
            connection.execute(f"attach '{project.published}' as {name} (read_only)")
        here, there = (f"select {names} from {name}.{mart}" for name in ("newer", "older"))
        assert connection.execute(f"({here} except all {there}) union all ({there} except all {here})").fetchall() == []
        counts = [connection.execute(f"select count(*) from {name}.{mart}").fetchone() for name in ("newer", "older")]
        assert counts[0] == counts[1]


def test_4_it_opens_the_file_that_the_newer_one_published(older: Project, demo_project: Project) -> None:
    ended = older.run([sys.executable, "-c", COUNTED, str(demo_project.published)])
    assert "2000" in ended.stdout, ended.stderr


def test_5_the_newer_one_goes_on_where_the_older_one_stopped(older: Project) -> None:
    ended = Project(older.root).seller_sla("build")
    assert ended.returncode == 0, ended.stderr
    assert "17,649" in ended.stdout
