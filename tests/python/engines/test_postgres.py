"""The demo marketplace on a real PostgreSQL server: one story, told in order on one server and one warehouse."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from engines.servers import USER, postgres, psql
from projects import Project

ATTACHED = "select run_id from published.publish_manifest"


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    with postgres() as settings:
        yield settings


@pytest.fixture(scope="module")
def demo(server: dict[str, str], built_on: Callable[[dict[str, str]], Project]) -> Project:
    return built_on(server)


@pytest.fixture
def sql(server: dict[str, str]) -> Callable[[str], str]:
    return lambda statement: psql(server, statement)


def published(demo: Project, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{demo.published}' as published (read_only)")
        return connection.execute(query).fetchall()


def test_01_plain_dbt_says_what_comes_first(demo: Project) -> None:
    ended = demo.dbt("build", "--target", "postgres", "--select", "landed_orders")
    assert ended.returncode == 1
    assert (
        "landed_orders is not in the schema landing of the target postgres: run `seller-sla check --target"
        in ended.stdout
    )


def test_02_publishing_what_was_never_built_is_refused(demo: Project) -> None:
    ended = demo.seller_sla("publish", "--target", "postgres")
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "Error: The target postgres has no complete build to publish: run `dbt build --target postgres` to its end first."
    )


def test_03_one_command_builds_and_publishes(demo: Project) -> None:
    on_duckdb = published(demo, ATTACHED)
    expected = published(demo, "from published.fct_seller_scorecards order by all")
    ended = demo.seller_sla("build", "--target", "postgres")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "  landed_orders: 2,022 rows of 1 file\n" in ended.stdout
    assert re.search(r"^Orders +2,000$", ended.stdout, re.MULTILINE)
    assert published(demo, ATTACHED) != on_duckdb
    assert published(demo, "from published.fct_seller_scorecards order by all") == expected


def test_04_every_mart_is_that_of_duckdb(demo: Project) -> None:
    ended = demo.seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    head, *lines = ended.stdout.splitlines()
    assert head.split() == ["mart", "duckdb", "postgres", "only", "duckdb", "only", "postgres"]
    assert len(lines) == len(list((demo.root / "models" / "marts").rglob("*.sql")))
    assert all(line.endswith(" 0  equal") for line in lines)


def test_05_the_unit_tests_of_the_models_hold_there_too(demo: Project) -> None:
    ended = demo.dbt("test", "--target", "postgres", "--select", "test_type:unit")
    assert ended.returncode == 0, ended.stdout


def test_06_a_late_event_has_one_order_judged_again(demo: Project, sql: Callable[[str], str]) -> None:
    [(order,)] = published(demo, "select max(order_id) from published.fct_orders where current_status = 'delivered'")
    rows = f"order_id,status,event_at,loaded_at\n{order},returned,2026-07-01 04:00,2026-07-01 05:00\n"
    (demo.root / "data" / "demo" / "order_status_history" / "late.csv").write_text(rows)
    for target in ("duckdb", "postgres"):
        ended = demo.seller_sla("build", "--target", target)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    changed = "select count(*) from intermediate.int_changed_orders"
    assert sql(f"select everything_because, ({changed}) from intermediate.int_judging") == "None|1"
    status = f"select current_status from published.fct_orders where order_id = '{order}'"
    assert published(demo, status) == [("returned",)]
    ended = demo.seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_07_an_exemption_changes_the_same_outcomes(demo: Project, sql: Callable[[str], str]) -> None:
    scope = ("--carrier", "Sova", "--from", "2026-06-01", "--until", "2026-06-10")
    for effect, hours in (("leave_out", ()), ("extend_due", ("--policy", "house_late_shipment", "--hours", "30"))):
        ended = demo.seller_sla("ops", "exempt", effect, *scope, *hours, "--reason", "strike")
        assert ended.returncode == 0, ended.stderr
    for target in ("duckdb", "postgres"):
        ended = demo.seller_sla("build", "--target", target)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    exempted = "select reason_code, count(distinct order_id) from {}.fct_sla_outcomes where exemption_id is not null group by 1"
    orders = dict(published(demo, exempted.format("published")))
    assert sql("select count(*) from intermediate.int_changed_orders") == str(orders.pop("leave_out"))
    assert {"on_time"} <= set(orders) <= {"on_time", "late", "late_and_open"}
    ended = demo.seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_08_a_day_that_is_filled_in_is_that_of_duckdb(demo: Project) -> None:
    for target in ("duckdb", "postgres"):
        ended = demo.seller_sla("backfill", "--target", target, "--from", "2026-05-31", "--to", "2026-05-31")
        assert ended.returncode == 0, ended.stdout + ended.stderr
    days = (
        "select distinct program, cast(as_of_date as varchar) from published.fct_seller_scorecard_history order by all"
    )
    assert published(demo, days) == [
        ("convictional", "2026-05-31"),
        ("convictional", "2026-07-01"),
        ("house", "2026-06-01"),
        ("house", "2026-07-01"),
        ("mall", "2026-06-01"),
        ("mall", "2026-07-01"),
    ]
    ended = demo.seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    [history] = [line for line in ended.stdout.splitlines() if line.startswith("fct_seller_scorecard_history")]
    assert history.split()[1:] == ["725", "725", "0", "0", "equal"]


def test_09_only_what_is_new_is_carried(demo: Project, sql: Callable[[str], str]) -> None:
    ended = demo.seller_sla("check", "--target", "postgres")
    assert (ended.returncode, ended.stdout) == (0, "Carrying what is new to the target postgres:\n  nothing is new\n")
    sql("delete from landing.carried_batches where raw_table = 'landed_orders'; delete from landing.landed_orders")
    ended = demo.seller_sla("check", "--target", "postgres")
    assert ended.stdout.splitlines()[1:] == ["  landed_orders: 2,022 rows of 1 file"]
    sql("insert into landing.carried_batches select 'landed_orders', 'gone', landed_at from landing.file_log limit 1")
    sql("insert into landing.landed_orders (_file_hash) values ('gone')")
    ended = demo.seller_sla("check", "--target", "postgres")
    assert ended.stdout.splitlines()[1:] == ["  landed_orders: what 1 file gave before is gone"]
    assert sql("select count(*) from landing.landed_orders") == "2022"


def test_10_a_carry_that_was_killed_is_taken_up_again(demo: Project, sql: Callable[[str], str]) -> None:
    sql("truncate landing.carried_batches, landing.landed_orders, landing.landed_sellers, landing.landed_claims")
    script = Path(__file__).with_name("killed_carry.py")
    ended = demo.run([sys.executable, str(script), "postgres", "landed_orders"])
    assert ended.returncode == -9, ended.stderr
    assert sql("select count(*) from landing.landed_orders") == "0"
    assert sql("select count(*) from landing.carried_batches where raw_table = 'landed_claims'") == "1"
    ended = demo.seller_sla("check", "--target", "postgres")
    moved = ended.stdout.splitlines()[1:]
    assert "  landed_orders: 2,022 rows of 1 file" in moved
    assert not [line for line in moved if "landed_claims" in line]
    assert sql("select count(*) from landing.landed_orders") == "2022"


def test_11_compare_names_a_changed_row_an_emptied_table_and_a_missing_one(
    demo: Project, sql: Callable[[str], str]
) -> None:
    first = "(select min(ctid) from marts.fct_seller_scorecards)"
    sql(f"update marts.fct_seller_scorecards set bad_count = bad_count + 1 where ctid = {first}")
    sql("delete from marts.fct_orders")
    sql("update marts.fct_seller_scorecard_history set as_of_at = as_of_at + interval '1 second'")
    sql("drop table marts.dim_dates")
    sql("alter table marts.dim_sellers alter column country type char(2)")
    sql("insert into marts.fct_sla_outcomes select * from marts.fct_sla_outcomes limit 1")
    ended = demo.seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 1
    said = {line.split()[0]: re.split(r"  +", line)[-1] for line in ended.stdout.splitlines()[1:]}
    wrong = {mart: fault for mart, fault in said.items() if fault != "equal"}
    assert wrong == {
        "dim_dates": "MISSING in postgres",
        "dim_sellers": "DIFFERENT: postgres does not keep the contract of the mart: country CHARACTER, country VARCHAR",
        "fct_orders": "EMPTY in postgres",
        "fct_seller_scorecard_history": "NO BUILD of the same moment in both",
        "fct_seller_scorecards": "DIFFERENT",
        "fct_sla_outcomes": "DIFFERENT",
    }
    counts = {line.split()[0]: line.split()[1:5] for line in ended.stdout.splitlines()[1:]}
    assert counts["fct_seller_scorecards"] == ["370", "370", "1", "1"]
    assert counts["fct_sla_outcomes"] == ["17,649", "17,650", "0", "1"]


def test_12_a_build_that_has_begun_and_not_ended_is_not_published(demo: Project) -> None:
    ended = demo.dbt("run", "--target", "postgres", "--select", "int_as_of")
    assert ended.returncode == 0, ended.stdout
    ended = demo.seller_sla("publish", "--target", "postgres")
    assert ended.returncode == 1
    assert "has no complete build to publish" in ended.stderr


def test_13_a_database_that_orders_text_by_another_rule_is_refused(demo: Project, sql: Callable[[str], str]) -> None:
    sql("create database other template template0 locale 'C'")
    settings = {**demo.environment, "SELLER_SLA_POSTGRES_DATABASE": "other"}
    ended = Project(demo.root, settings).seller_sla("check", "--target", "postgres")
    assert ended.returncode == 1
    assert "does not compare text as DuckDB and Spark do" in ended.stderr


def test_14_a_server_that_is_not_there_is_told_in_a_sentence(demo: Project) -> None:
    settings = {**demo.environment, "SELLER_SLA_POSTGRES_PORT": "1", "SELLER_SLA_POSTGRES_USER": USER}
    ended = Project(demo.root, settings).seller_sla("compare", "duckdb", "postgres")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: Cannot connect to the target postgres at 127.0.0.1:1/sla: ")
    assert "Traceback" not in ended.stderr
