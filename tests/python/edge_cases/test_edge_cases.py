"""What the named systems make of the edge cases: the project's own rules, over a marketplace that consists of them."""

from collections import defaultdict

import duckdb
import pytest

from edge_cases import shop
from projects import Project, seed_rows

SELLERS = [
    {"seller_id": "seller", "seller_name": "As it was called"},
    {"seller_id": "seller", "seller_name": "As it is called now", "valid_from": "03-10 00:00"},
    {"seller_id": "other", "seller_name": "Other", "country": "NL"},
    {"seller_id": "chain", "seller_name": "Chain"},
    {"seller_id": "idle", "seller_name": "Idle"},
]
PROGRAMS = [row["program"] for row in seed_rows("policy/sla_programs") if row["marketplace"] == "any"]


@pytest.fixture(scope="module")
def marts(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The published marts of the edge cases."""
    folder = tmp_path_factory.mktemp("edge_cases")
    shop.write(folder / "raw", shop.rows(SELLERS, PROGRAMS))
    project = Project(parsed_project.copy_to(folder / "project").root, {"SELLER_SLA_RAW_DIR": str(folder / "raw")})
    ended = project.build()
    assert ended.returncode == 0, ended.stdout
    return duckdb.connect(str(project.published), read_only=True)


@pytest.mark.parametrize("name", shop.CASES)
def test_the_named_systems(marts: duckdb.DuckDBPyConnection, name: str) -> None:
    expected = defaultdict(list)
    for line in shop.CASES[name]["verdicts"]:
        program, metric, verdict, reason, *on = line.split()
        expected[program, metric].append((verdict, reason, *on[1:]))
    for (program, metric), verdicts in expected.items():
        found = marts.execute(
            "select verdict, reason_code, cast(anchor_date as varchar) from fct_sla_outcomes"
            " where program = $program and metric_code = $metric and starts_with(order_id, $name || '/')"
            " order by order_id, entity_id",
            {"program": program, "metric": metric, "name": name},
        ).fetchall()
        days_asked = len(verdicts[0])
        assert [row[:days_asked] for row in found] == verdicts, (program, metric)


def test_edge_31_a_seller_without_orders_is_on_every_scorecard_without_a_rate(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select distinct status, rate from fct_seller_scorecards where seller_id = 'idle' and population_count = 0"
    ).fetchall()
    assert found == [("no_data", None)]
    [(programs, scorecards)] = marts.execute(
        "select count(distinct program), count(*) filter (population_count > 0)"
        " from fct_seller_scorecards where seller_id = 'idle'"
    ).fetchall()
    assert (programs, scorecards) == (len(PROGRAMS), 0)


def test_edge_32_how_few_are_too_few_to_be_judged() -> None:
    limits = {row["policy_id"]: row for row in seed_rows("policy/sla_thresholds")}
    assert limits["jinius_order_defect"]["min_volume"] == "10"
    assert limits["zalando_cancellation_rate_de"]["min_volume"] == "31", "more than 30"
    assert limits["bol_delivery_attempt"]["min_bad_count"] == "3"


def test_edge_33_whether_a_rate_at_the_limit_passes() -> None:
    comparators = {
        (row["policy_id"], float(row["limit_value"])): row["comparator"] for row in seed_rows("policy/sla_thresholds")
    }
    assert comparators["mall_cancellation_rate", 1.5] == "at_most"
    assert comparators["amazon_cancellation_rate", 2.5] == "below"
    assert comparators["pccomponentes_order_defect", 9] == "below"
    levels = {row["severity_code"]: row["comparator"] for row in seed_rows("policy/sla_severities")}
    assert levels["enforced"] == "at_most", "tiktok in the United States: above 10 %"
    assert levels["two_points"] == "below", "tiktok in South East Asia: from 10 % on"


def test_edge_39_a_new_name_changes_no_metric(marts: duckdb.DuckDBPyConnection) -> None:
    """A seller has one row and all its orders, those before its new name among them."""
    assert marts.execute("select seller_name from dim_sellers where seller_id = 'seller'").fetchall() == [
        ("As it is called now",)
    ]
    [(before, after)] = marts.execute(
        "select count(*) filter (ordered_at < '2026-03-10'), count(*) filter (ordered_at >= '2026-03-10')"
        " from fct_orders where seller_id = 'seller'"
    ).fetchall()
    assert before > 0
    assert after > 0
    assert marts.execute(
        "select count(*) from fct_sla_outcomes where seller_id = 'seller' and policy_id = 'mall_cancellation_rate'"
    ).fetchall() == [(before + after,)]


def test_edge_39_an_order_counts_for_the_account_that_answers_for_it(marts: duckdb.DuckDBPyConnection) -> None:
    """Accounts are merged by delivering the orders of one under the other."""
    assert marts.execute(
        "select distinct seller_id from fct_sla_outcomes where starts_with(order_id, 'edge_39_')"
    ).fetchall() == [("other",)]


def test_edge_49_bol_checks_a_new_seller_after_10_50_and_100_orders() -> None:
    windows = [
        row for row in seed_rows("policy/sla_windows") if row["program"] == "bol" and row["unit"] == "first_orders"
    ]
    assert [row["length"] for row in windows if row["metric_code"] == "delivery_attempt"] == ["10", "50", "100"]


def test_edge_50_a_window_that_adapts_is_decided_at_evaluation_only() -> None:
    """Whether 399 or 400 orders were sold changes the window of eBay once a month, not from day to day."""
    choices = defaultdict(list)
    for row in seed_rows("policy/sla_windows"):
        choices[row["program"], row["metric_code"], row["window_code"]].append((row["ends_on"], row["needs_volume"]))
    adaptive = {window: found for window, found in choices.items() if len(found) > 1}
    assert {program for program, _, _ in adaptive} == {"ebay"}
    assert {tuple(found) for found in adaptive.values()} == {(("last_month", "400"), ("last_month", "0"))}


def test_edge_53_two_in_a_row_are_too_many_where_a_program_says_so(marts: duckdb.DuckDBPyConnection) -> None:
    """Three of five were declined, two of them in a row; Conrad allows three, and Jinius judges from ten orders on."""
    found = marts.execute(
        "select program, population_count, bad_count, status from fct_seller_scorecards"
        " where seller_id = 'chain' and metric_code = 'auto_decline' order by program"
    ).fetchall()
    assert found == [("conrad", 5, 3, "good"), ("jinius", 5, 2, "insufficient"), ("pccomponentes", 5, 2, "breach")]


def test_edge_54_bol_counts_strikes_over_the_last_22_weeks_that_were_judged() -> None:
    levels = {
        row["severity_code"]: row
        for row in seed_rows("policy/sla_severities")
        if row["policy_id"] == "bol_delivery_attempt"
    }
    strikes = levels["five_strikes"]
    assert (strikes["min_periods"], strikes["of_periods"], strikes["limit_value"]) == ("5", "22", "93")
