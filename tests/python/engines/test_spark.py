"""The demo marketplace on Spark: in a local session, and on a cluster of a master and two workers."""

import re
import shutil
from collections.abc import Callable, Iterator

import duckdb
import pytest

from engines.servers import spark_cluster, spark_home
from projects import Project

# A build takes many minutes on two cores: Spark starts a job for every statement.
pytestmark = pytest.mark.long
Made = Callable[[dict[str, str]], Project]


@pytest.fixture(scope="module")
def demo(built_on: Made) -> Project:
    spark_home()
    return built_on({"SPARK_LOCAL_IP": "127.0.0.1"})


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with spark_cluster(tmp_path_factory.mktemp("cluster")) as settings:
        yield settings


def faults(demo: Project) -> dict[str, str]:
    """What compare finds wrong, by mart."""
    ended = demo.seller_sla("compare", "duckdb", "spark")
    said = {line.split()[0]: re.split(r"  +", line)[-1] for line in ended.stdout.splitlines()[1:]}
    wrong = {mart: fault for mart, fault in said.items() if fault != "equal"}
    assert len(said) == 21, ended.stdout + ended.stderr
    assert ended.returncode == (1 if wrong else 0), ended.stderr
    return wrong


def test_1_a_local_session_builds_the_marts_of_duckdb_and_publishes_them(demo: Project) -> None:
    with duckdb.connect(str(demo.published), read_only=True) as connection:
        expected = connection.execute("from fct_seller_scorecards order by all").fetchall()
    ended = demo.seller_sla("build", "--target", "spark")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert faults(demo) == {}
    with duckdb.connect(str(demo.published), read_only=True) as connection:
        assert connection.execute("from fct_seller_scorecards order by all").fetchall() == expected


def test_2_only_what_is_new_is_carried(demo: Project) -> None:
    landed = demo.warehouse / "spark" / "landing" / "landed_orders"
    [rows] = [file for file in landed.glob("*.parquet") if file.name != "0.parquet"]
    rows.rename(landed / ".killed.parquet")
    ended = demo.seller_sla("check", "--target", "spark")
    assert ended.stdout.splitlines()[1:] == ["  landed_orders: 2,022 rows of 1 file"], ended.stderr
    assert not (landed / ".killed.parquet").exists()


def test_3_compare_names_a_changed_row_an_emptied_table_and_a_missing_one(demo: Project) -> None:
    marts = demo.warehouse / "spark" / "warehouse" / "marts.db"
    changed = {"dim_sellers": "select * replace (lower(country) as country) from {0}", "fct_orders": "from {0} limit 0"}
    for mart, query in changed.items():
        file = demo.root / "changed.parquet"
        rows = query.format(f"'{marts}/{mart}/*.parquet'")
        duckdb.execute(f"copy ({rows}) to '{file}'")
        shutil.rmtree(marts / mart)
        (marts / mart).mkdir()
        file.rename(marts / mart / file.name)
    shutil.rmtree(marts / "dim_dates")
    assert faults(demo) == {
        "dim_dates": "MISSING in spark",
        "dim_sellers": "DIFFERENT",
        "fct_orders": "EMPTY in spark",
    }


def test_4_a_cluster_builds_the_marts_of_duckdb(built_on: Made, cluster: dict[str, str]) -> None:
    demo = built_on({"SPARK_LOCAL_IP": "127.0.0.1", **cluster})
    ended = demo.seller_sla("build", "--target", "spark")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert faults(demo) == {}
