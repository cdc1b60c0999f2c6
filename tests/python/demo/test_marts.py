"""The scorecards show each story of the demo marketplace, and what landing held back is known row by row."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from seller_sla.engines.compare import MAY_BE_EMPTY

# The headline statuses of June 2026 that are not good: of the sellers with a story, and of an ordinary one in bad luck.
STORIES = {
    "S02": {
        "order_confirmation": "breach",
        "on_time_delivery": "breach",
        "late_shipment": "breach",
        "ship_time": "breach",
    },
    "S03": {"cancellation_rate": "breach"},
    "S04": {"tracking_rate": "breach"},
    "S05": {"on_time_delivery": "breach"},
    "S09": {"delivery_confirmation": "breach"},
    "S10": {"return_rate": "breach"},
    "S11": {"ship_time": "breach"},
    "S12": {"status_error_rate": "breach"},
}
ORDINARY = {
    "S13": {"on_time_delivery": "breach", "cancellation_rate": "watch", "delivery_confirmation": "watch"},
}
GOOD = ["S01", "S08"]
TOO_SMALL = ["S06", "S17"]


@pytest.fixture(scope="module")
def marts(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts that a build of data/demo made."""
    with duckdb.connect(str(demo_warehouse / "marts.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def statuses(marts: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Headline status by seller and metric."""
    rows = marts.execute(
        "select seller_id, metric_code, status from fct_seller_scorecards where is_headline"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for seller_id, metric_code, status in rows:
        found.setdefault(seller_id, {})[metric_code] = status
    return found


def test_each_story_is_on_the_scorecard_of_its_seller_and_nothing_else(statuses: dict[str, dict[str, str]]) -> None:
    shown = {
        seller_id: {metric: status for metric, status in metrics.items() if status != "good"}
        for seller_id, metrics in statuses.items()
    }
    expected = STORIES | ORDINARY
    assert {seller_id: shown[seller_id] for seller_id in expected} == expected
    assert {seller_id: shown[seller_id] for seller_id in GOOD} == {seller_id: {} for seller_id in GOOD}


def test_only_sellers_with_a_story_and_one_ordinary_one_are_in_breach(statuses: dict[str, dict[str, str]]) -> None:
    in_breach = {seller_id for seller_id, metrics in statuses.items() if "breach" in metrics.values()}
    assert in_breach == {*STORIES, *ORDINARY}


@pytest.mark.parametrize("seller_id", TOO_SMALL)
def test_small_sellers_are_not_judged(statuses: dict[str, dict[str, str]], seller_id: str) -> None:
    assert set(statuses[seller_id].values()) == {"insufficient"}


def test_most_judged_pairs_are_good_and_every_status_can_be_seen(statuses: dict[str, dict[str, str]]) -> None:
    shown = [status for metrics in statuses.values() for status in metrics.values()]
    assert shown.count("good") > len(shown) * 3 // 4
    assert set(shown) == {"good", "watch", "at_risk", "breach", "insufficient", "no_data"}


def test_the_holiday_shutdown_shows_in_may_only(marts: duckdb.DuckDBPyConnection) -> None:
    late = marts.execute(
        "select strftime(anchor_date, '%Y-%m'), sum(breached_count)::int from fct_seller_sla_daily"
        " where seller_id = 'S08' and metric_code = 'order_confirmation' group by 1 having sum(breached_count) > 0"
    ).fetchall()
    assert late == [("2026-05", 5)]


def test_the_new_seller_is_judged_on_its_first_orders(marts: duckdb.DuckDBPyConnection) -> None:
    row = marts.execute(
        "select population_count from fct_seller_scorecards"
        " where seller_id = 'S07' and metric_code = 'cancellation_rate' and window_code = 'month'"
    ).fetchone()
    assert row is not None
    assert row[0] >= 10


def test_rows_that_must_not_get_in_are_held_back_with_their_reason(marts: duckdb.DuckDBPyConnection) -> None:
    held_back = marts.execute(
        "select raw_table, reasons, count(*) from fct_quarantined_rows"
        " where not contains(reasons, 'repeated') group by 1, 2 order by 1, 2"
    ).fetchall()
    assert held_back == [
        ("feedback", "rating: not between 1 and 5", 2),
        ("order_lines", "quantity: below 0", 1),
        ("order_lines", "quantity: not a whole number", 1),
        ("order_promises", "promise_type: not one of ship, delivery", 1),
        ("order_status_history", "event_at: not a time", 2),
        ("order_status_history", "order_id: not known in orders", 3),
        ("order_status_history", "status: missing", 1),
        ("order_status_history", "status: not known in status_map", 6),
        ("orders", "fulfilled_by: not one of seller, platform", 1),
        ("orders", "order_value_minor: not a whole number", 1),
        ("orders", "ordered_at: not a time", 2),
        ("orders", "seller_id: missing", 1),
        ("orders", "seller_id: not known in sellers", 1),
        ("tickets", "seller_id: not known in sellers", 1),
    ]


def test_conflicting_orders_keep_one_version(marts: duckdb.DuckDBPyConnection) -> None:
    repeated = marts.execute(
        "select count(*) from fct_quarantined_rows where raw_table = 'orders' and contains(reasons, 'repeated')"
    ).fetchone()
    assert repeated == (3,)


def test_the_log_has_each_kind_of_anomaly(marts: duckdb.DuckDBPyConnection) -> None:
    kinds = {kind for (kind,) in marts.execute("select distinct anomaly_type from fct_status_anomalies").fetchall()}
    assert kinds >= {"unknown_status", "illegal_transition", "out_of_order", "duplicate", "after_final"}


def test_names_are_kept_as_they_came(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select seller_name, legal_entity from dim_sellers where seller_id in ('S17', 'S22', 'S24') order by seller_id"
    ).fetchall()
    assert rows == [
        ("<b>Bold & Sons</b>", "=SUM(A1:A9) Trading Ltd"),
        ("Zahrada, květiny; semena", "Zahrada Polabí s.r.o.\nzávod Kolín"),
        ("Lněné Plátno", 'Lněné Plátno "U Mostu" s.r.o.'),
    ]


def test_a_number_on_many_purchases_is_what_the_self_audit_asks_about(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute("select seller_id, flag_code from fct_seller_red_flags where is_raised").fetchall()
    assert found == [("S24", "tracking_reused")]


def test_whatever_may_be_empty_elsewhere_has_a_story_here(marts: duckdb.DuckDBPyConnection) -> None:
    all_known_all_read = {"fct_unattributed_orders", "fct_unread_files"}
    elsewhere = MAY_BE_EMPTY.keys() - all_known_all_read
    assert [mart for mart in sorted(elsewhere) if not marts.execute(f"select 1 from {mart} limit 1").fetchall()] == []
