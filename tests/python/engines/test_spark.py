"""The demo marketplace and invented Olist orders on Spark: one story, told in order on one warehouse.

A cluster of a master and two workers builds it first; what arrives later is built in a local session.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from engines.servers import spark_cluster, spark_session
from olist.folders import SMALL
from projects import Project

BOTH = ("--vars", "{sources: [marketplace, olist]}")
# On Spark a test costs as much as a model. They hold on DuckDB, and `compare` says that the rows are the same.
ONLY_MODELS = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
# An order that is alone in its month, and the correction that moves it to another one.
LONELY = "order_id,seller_id,marketplace,ordered_at,loaded_at\nLONELY-1,S05,mall,{},{}\n"


@pytest.fixture(scope="module")
def demo(built_on: Callable[[dict[str, str]], Project], tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with a local session, and both marketplaces in its raw folder."""
    demo = built_on(spark_session(tmp_path_factory.mktemp("session")))
    shutil.copytree(SMALL, demo.root / "data" / "demo", dirs_exist_ok=True)
    deliver(demo, "orders/lonely.csv", LONELY.format("2025-10-05 10:00", "2025-10-05 11:00"))
    return demo


@pytest.fixture(scope="module")
def cluster(demo: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The same project on a cluster."""
    with spark_cluster(tmp_path_factory.mktemp("cluster")) as settings:
        yield Project(demo.root, settings)


def deliver(demo: Project, name: str, text: str) -> None:
    """Put a file into the raw folder."""
    file = demo.root / "data" / "demo" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def build(project: Project, *arguments: str) -> None:
    """Build on DuckDB and on Spark."""
    for ended in (project.build(*BOTH), project.seller_sla("build", "--target", "spark", *BOTH, *arguments)):
        assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]


def faults(demo: Project) -> dict[str, str]:
    """What compare finds wrong, by mart."""
    ended = demo.seller_sla("compare", "duckdb", "spark")
    said = {line.split()[0]: re.split(r"  +", line)[-1] for line in ended.stdout.splitlines()[1:]}
    wrong = {mart: fault for mart, fault in said.items() if fault != "equal"}
    assert len(said) == len(list((demo.root / "models" / "marts").rglob("*.sql"))), ended.stdout + ended.stderr
    assert ended.returncode == (1 if wrong else 0), ended.stderr
    return wrong


def tables(demo: Project, schema: str) -> Path:
    """Where Spark keeps the tables of a schema."""
    return demo.warehouse / "spark" / "warehouse" / f"{schema}.db"


def months_of(demo: Project) -> dict[str, set[str]]:
    """The months of the orders, each with the names of its files."""
    return {
        month.name: {file.name for file in month.glob("*.parquet")}
        for month in tables(demo, "marts").glob("fct_orders/row_month=*")
    }


def test_1_a_cluster_builds_the_marts_of_duckdb(cluster: Project) -> None:
    build(cluster, *ONLY_MODELS)
    assert faults(cluster) == {}


def test_2_a_late_file_has_only_the_months_of_its_orders_written_anew(demo: Project) -> None:
    before = months_of(demo)
    [(order,)] = duckdb.execute(
        f"select max(order_id) from '{tables(demo, 'marts')}/fct_orders/*/*.parquet'"
        " where source = 'marketplace' and ordered_at < '2026-04-01' and current_status = 'delivered'"
    ).fetchall()
    deliver(
        demo,
        "order_status_history/late.csv",
        f"order_id,status,event_at,loaded_at\n{order},returned,2026-06-30 04:00,2026-07-01 05:00\n",
    )
    killed = tables(demo, "marts") / "fct_orders__new"
    killed.mkdir()
    (killed / "part-00000.parquet").write_text("what a build leaves that is killed while it writes a table")
    deliver(demo, "orders/corrected.csv", LONELY.format("2026-02-05 10:00", "2026-07-01 05:00"))
    build(demo, *ONLY_MODELS)
    [(changed,)] = duckdb.execute(
        f"select list(order_id order by order_id) from '{tables(demo, 'intermediate')}/int_changed_orders/*.parquet'"
    ).fetchall()
    assert changed == sorted([order, "LONELY-1"])
    assert faults(demo) == {}
    after = months_of(demo)
    assert before.keys() - after.keys() == {"row_month=2025-10"}
    assert {month for month in after if after[month] != before[month]} == {"row_month=2026-02", "row_month=2026-03"}


def test_3_what_spark_built_is_published(demo: Project) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{demo.published}' as published (read_only)")
        scores = f"from '{tables(demo, 'marts')}/fct_seller_scorecards/*.parquet'"
        [(run,)] = connection.execute(
            f"from '{tables(demo, 'publish')}/publish_marts/*.parquet' select run_id"
        ).fetchall()
        assert connection.execute("select run_id from published.publish_manifest").fetchall() == [(run,)]
        expected = connection.execute(f"{scores} order by all").fetchall()
        assert connection.execute("from published.fct_seller_scorecards order by all").fetchall() == expected
        columns = connection.execute("describe published.fct_orders").fetchall()
        assert "row_month" not in {name for name, *_ in columns}


def test_4_only_what_is_new_is_carried(demo: Project) -> None:
    landed = demo.warehouse / "spark" / "landing" / "landed_sellers"
    [rows] = [file for file in landed.glob("*.parquet") if file.name != "0.parquet"]
    rows.rename(landed / ".killed.parquet")
    ended = demo.seller_sla("check", "--target", "spark", *BOTH)
    assert re.fullmatch(r"  landed_sellers: \d+ rows of 1 file", "\n".join(ended.stdout.splitlines()[1:])), ended.stderr
    assert not (landed / ".killed.parquet").exists()


def test_5_compare_names_a_changed_row_an_emptied_table_and_a_missing_one(demo: Project) -> None:
    marts = tables(demo, "marts")
    file = demo.root / "changed.parquet"
    duckdb.execute(
        f"copy (select * replace (lower(country) as country) from '{marts}/dim_sellers/*.parquet') to '{file}'"
    )
    shutil.rmtree(marts / "dim_sellers")
    (marts / "dim_sellers").mkdir()
    file.rename(marts / "dim_sellers" / file.name)
    for month in (marts / "fct_orders").glob("row_month=*"):
        shutil.rmtree(month)
    shutil.rmtree(marts / "dim_dates")
    assert faults(demo) == {
        "dim_dates": "MISSING in spark",
        "dim_sellers": "DIFFERENT",
        "fct_orders": "EMPTY in spark",
    }
