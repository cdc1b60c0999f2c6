"""The Olist orders on the other engines: invented ones in the shape of the download, and the real ones where they are at hand."""

from pathlib import Path

import pytest

from engines.servers import postgres, spark_session
from olist.folders import REAL, SMALL, at_hand
from projects import Project

OLIST = ("--vars", "{sources: [olist]}")


def is_equal(parsed_project: Project, folder: Path, raw_dir: Path, target: str, settings: dict[str, str]) -> None:
    """Build the folder on DuckDB and on the target, and compare."""
    root = parsed_project.copy_to(folder / "project").root
    project = Project(root, {"SELLER_SLA_RAW_DIR": str(at_hand(raw_dir)), **settings})
    for ended in (
        project.build(*OLIST),
        project.seller_sla("build", "--target", target, *OLIST),
        project.seller_sla("compare", "duckdb", target),
    ):
        assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]


@pytest.mark.parametrize("raw_dir", [SMALL, REAL], ids=["invented", "real"])
def test_postgres_has_the_marts_of_duckdb(parsed_project: Project, tmp_path: Path, raw_dir: Path) -> None:
    with postgres() as settings:
        is_equal(parsed_project, tmp_path, raw_dir, "postgres", settings)


@pytest.mark.long
@pytest.mark.parametrize("raw_dir", [SMALL, REAL], ids=["invented", "real"])
def test_spark_has_the_marts_of_duckdb(parsed_project: Project, tmp_path: Path, raw_dir: Path) -> None:
    is_equal(parsed_project, tmp_path, raw_dir, "spark", spark_session(tmp_path / "conf"))
