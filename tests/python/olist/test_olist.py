"""The Olist adapter: invented orders in the shape of the download, and the real ones where they are at hand."""

from pathlib import Path

import duckdb
import pytest

from incremental.growing import ONLY_MODELS
from olist.folders import REAL, SMALL, at_hand
from olist.olist_truth import truth
from projects import Project

REFUSED = frozenset({"bad-status", "bad-time"})
Marts = duckdb.DuckDBPyConnection


def build(parsed_project: Project, folder: Path, raw_dir: Path) -> Marts:
    """Build the folder as a user does, and open the published marts."""
    root = parsed_project.copy_to(folder / "project").root
    project = Project(root, {"SELLER_SLA_RAW_DIR": str(raw_dir)})
    ended = project.dbt("build", "--vars", "{sources: [olist]}")
    assert ended.returncode == 0, ended.stdout[-4000:]
    return duckdb.connect(str(project.published), read_only=True)


@pytest.fixture(scope="module")
def small(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Marts:
    """Marts of the invented orders."""
    return build(parsed_project, tmp_path_factory.mktemp("olist_small"), SMALL)


@pytest.fixture(scope="module")
def real(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Marts:
    """Marts of the real orders."""
    return build(parsed_project, tmp_path_factory.mktemp("olist_real"), at_hand(REAL))


def scores_of(marts: Marts) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Population, bad count and seconds of every seller and metric, from the daily fact."""
    rows = marts.execute(
        "select seller_id, metric_code, sum(population_count), sum(breached_count + overdue_count),"
        " coalesce(sum(measured_value_sum), 0) from fct_seller_sla_daily where program = 'olist' group by all"
    ).fetchall()
    return {(seller, metric): tuple(map(int, counts)) for seller, metric, *counts in rows}


def check_against_truth(marts: Marts, raw_dir: Path, refused: frozenset[str]) -> None:
    """Seller by seller, and orders in = attributed + unattributed."""
    expected = truth(raw_dir, refused)
    scores = scores_of(marts)
    for key in sorted(expected.scores.keys() | scores.keys()):
        score = expected.scores.get(key)
        wanted = (score.population, score.bad, score.seconds) if score else (0, 0, 0)
        assert scores.get(key, (0, 0, 0)) == wanted, key
    unattributed = dict(marts.execute("select purchase_id, reason_code from fct_unattributed_orders").fetchall())
    assert unattributed == expected.unattributed
    [(attributed,)] = marts.execute("select count(distinct purchase_id) from fct_orders").fetchall()
    assert attributed + len(unattributed) == expected.order_count


def check_scorecards(marts: Marts) -> None:
    """The scorecard of all time says what the daily fact adds up to; the mean is in whole seconds."""
    scores = scores_of(marts)
    rows = marts.execute(
        "select seller_id, metric_code, population_count, bad_count, measured_value from fct_seller_scorecards"
        " where program = 'olist' and window_code = 'all_time'"
    ).fetchall()
    assert {(seller, metric) for seller, metric, *_ in rows} >= scores.keys()
    for seller, metric, population, bad, mean in rows:
        counted, bad_counted, seconds = scores.get((seller, metric), (0, 0, 0))
        assert (population, bad) == (counted, bad_counted), (seller, metric)
        if metric == "ship_time" and population:
            assert abs(mean - seconds / population) <= 1, seller


@pytest.mark.parametrize(
    ("order_id", "metric_code", "verdict", "reason_code"),
    [
        ("in-time-1", "late_shipment", "met", "on_time"),
        ("in-time-1", "on_time_delivery", "met", "on_time"),
        ("in-time-1", "cancellation_rate", "met", "not_cancelled"),
        ("second-late-1", "late_shipment", "breached", "late"),
        ("second-late-1", "on_time_delivery", "breached", "late"),
        # Each seller by its own items: Ana has until the 11th, Bruno's earlier item decides.
        ("two-sellers-1", "late_shipment", "met", "on_time"),
        ("two-sellers-2", "late_shipment", "breached", "late"),
        ("before-approval-1", "late_shipment", "met", "on_time"),
        ("before-approval-1", "ship_time", "void", "stopped_before_start"),
        ("before-purchase-1", "late_shipment", "met", "on_time"),
        ("before-purchase-1", "ship_time", "void", "stopped_before_start"),
        ("never-approved-1", "late_shipment", "met", "on_time"),
        ("never-approved-1", "on_time_delivery", "met", "on_time"),
        ("never-approved-1", "ship_time", "void", "no_start"),
        ("approved-last-1", "on_time_delivery", "met", "on_time"),
        ("carrier-last-1", "late_shipment", "breached", "late"),
        ("on-the-way-1", "on_time_delivery", "excluded", "not_delivered"),
        ("not-sent-1", "late_shipment", "excluded", "not_shipped"),
        ("just-created-1", "cancellation_rate", "met", "never_paid"),
        ("canceled-1", "cancellation_rate", "breached", "cancelled_by_unknown"),
        ("canceled-unpaid-1", "cancellation_rate", "breached", "cancelled_before_payment"),
        ("canceled-sent-1", "cancellation_rate", "breached", "cancelled_after_dispatch"),
        ("canceled-sent-1", "late_shipment", "breached", "late"),
        ("canceled-delivered-1", "on_time_delivery", "excluded", "delivered_and_cancelled"),
        ("unavailable-1", "cancellation_rate", "met", "unavailable"),
        ("without-time-1", "on_time_delivery", "excluded", "not_delivered"),
    ],
)
def test_invented_order(small: Marts, order_id: str, metric_code: str, verdict: str, reason_code: str) -> None:
    found = small.execute(
        "select verdict, reason_code from fct_sla_outcomes where order_id = ? and metric_code = ?",
        [order_id, metric_code],
    ).fetchall()
    assert found == [(verdict, reason_code)]


def test_invented_orders_by_seller(small: Marts) -> None:
    check_against_truth(small, SMALL, REFUSED)
    check_scorecards(small)


def test_only_the_rules_of_olist_judge_its_sellers(small: Marts) -> None:
    assert small.execute("select distinct program from fct_sla_outcomes").fetchall() == [("olist",)]


def test_a_seller_without_orders_is_on_the_scorecard_without_a_score(small: Marts) -> None:
    found = small.execute(
        "select distinct population_count, status from fct_seller_scorecards where seller_id = 'carla'"
    )
    assert found.fetchall() == [(0, "no_data")]


def test_faulty_rows_are_in_quarantine_with_their_reasons(small: Marts) -> None:
    found = small.execute("select raw_table, reasons from fct_quarantined_rows order by raw_table, reasons").fetchall()
    assert [(raw_table, reasons.split(":")[0]) for raw_table, reasons in found] == [
        ("olist__order_items", "order_id"),
        ("olist__order_items", "order_id"),
        ("olist__order_items", "seller_id"),
        ("olist__orders", "order_purchase_timestamp"),
        ("olist__orders", "order_status"),
    ]


def test_an_as_of_that_moves_on_brings_what_happened_in_between(
    parsed_project: Project, small: Marts, tmp_path: Path
) -> None:
    project = Project(parsed_project.copy_to(tmp_path / "project").root, {"SELLER_SLA_RAW_DIR": str(SMALL)})
    for moment in ("2018-01-07 09:30:00", ""):
        ended = project.dbt("build", *ONLY_MODELS, "--vars", f"{{sources: [olist], as_of: '{moment}'}}")
        assert ended.returncode == 0, ended.stdout[-4000:]
    with duckdb.connect(str(project.warehouse / "marts.duckdb"), read_only=True) as built:
        orders = "from fct_orders order by all"
        assert built.execute(orders).fetchall() == small.execute(orders).fetchall()


def test_real_orders_by_seller(real: Marts) -> None:
    check_against_truth(real, REAL, frozenset())
    check_scorecards(real)


def test_the_comparison_can_fail(small: Marts) -> None:
    with pytest.raises(AssertionError, match="ana"):
        check_against_truth(small, SMALL, REFUSED | {"two-sellers"})
