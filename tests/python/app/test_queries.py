"""The data layer: what it shows is what the marts say, and it never mixes two runs nor locks a build out."""

import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from components import text
from published_copies import copy_published, rows
from queries import health, orders, overview, published, scorecards


@pytest.fixture
def run(published_demo: Path, monkeypatch: pytest.MonkeyPatch) -> published.Run:
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(published_demo))
    return published.current()


@pytest.fixture
def changed_run(published_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., published.Run]:
    """The run of a copy that statements have changed."""

    def change(*statements: str) -> published.Run:
        warehouse = copy_published(published_demo, tmp_path / "changed", *statements)
        monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(warehouse))
        return published.current()

    return change


def test_the_run_is_the_manifest(run, published_demo):
    manifest = rows(
        published_demo, "select run_id, as_of_at, published_at, project_version, is_demo from publish_manifest"
    )
    assert [(run.run_id, run.as_of, run.published_at, run.project_version, run.is_demo)] == manifest
    assert not run.is_as_delivered


def sizes_of(run: published.Run, where: tuple[str, ...]) -> dict[str, int]:
    """The size of each list of a metric that counts orders: one per row."""
    sizes = scorecards.list_sizes(run, *where)
    assert all(size.rows == size.number for size in sizes.values())
    return {name: size.number for name, size in sizes.items()}


def test_every_list_of_orders_has_as_many_as_the_scorecard_says(run):
    checked = 0
    for seller in scorecards.names(run)[::3]:
        for score in scorecards.scores(run, seller.seller_id):
            where = (seller.seller_id, score.program, score.metric_code, score.window_code)
            counts = sizes_of(run, where)
            if not text.is_value(score):
                assert counts["against"] == score.bad_count, where
            assert (counts["pending"], counts["excluded"], counts["void"]) == (
                score.pending_count,
                score.excluded_count,
                score.void_count,
            ), where
            if counts["against"]:
                listed = scorecards.orders(run, *where, "against")
                assert len(listed) == counts["against"]
                assert all(order.reason for order in listed)
                checked += 1
    assert checked > 5


def test_pages_of_a_list_are_the_whole_list(run, published_demo):
    seller, program, metric, window, bad = rows(
        published_demo,
        """select seller_id, program, metric_code, window_code, bad_count from fct_seller_scorecards
        order by bad_count desc limit 1""",
    )[0]
    paged = [
        o.order_id
        for page in range(1, bad + 1)
        for o in scorecards.orders(run, seller, program, metric, window, "against", page, 3)
    ]
    assert paged == [o.order_id for o in scorecards.orders(run, seller, program, metric, window, "against")]


def test_the_trend_ends_on_the_counts_of_its_last_days(run, published_demo):
    seller, metric = rows(
        published_demo,
        """
        select seller_id, metric_code from fct_seller_sla_daily group by seller_id, metric_code
        order by sum(population_count) desc limit 1""",
    )[0]
    point = [p for p in scorecards.trend(run, seller, 30) if p.metric_code == metric][-1]
    expected = rows(
        published_demo,
        f"""
        select sum(population_count), sum(breached_count + overdue_count) from fct_seller_sla_daily
        where seller_id = '{seller}' and metric_code = '{metric}' and program = '{point.program}'
            and anchor_date between date '{point.date_day}' - 29 and date '{point.date_day}'""",
    )
    assert (point.population_count, point.bad_count) == expected[0]


SHIP_TIMES = """select measured_value from fct_sla_outcomes where seller_id = '{seller}' and metric_code = 'ship_time'
    and program = 'convictional' and verdict in ('met', 'breached', 'overdue') and measured_value is not null"""


def busiest(published_demo, metric):
    """The seller of whom a metric judges most."""
    return rows(
        published_demo,
        f"""select seller_id from fct_seller_sla_daily where metric_code = '{metric}'
        group by seller_id order by sum(population_count) desc, seller_id limit 1""",
    )[0][0]


def nearest_rank(share):
    """The smallest value that so many are not above."""
    return lambda values: sorted(values)[math.ceil(share * len(values)) - 1]


@pytest.mark.parametrize(
    ("statistic", "of"),
    [
        ("mean", lambda values: sum(values) / len(values)),
        ("median", nearest_rank(0.5)),
        ("p90", nearest_rank(0.9)),
        ("p95", nearest_rank(0.95)),
    ],
)
def test_the_trend_of_a_measured_value_is_of_the_orders_of_its_days(changed_run, published_demo, statistic, of):
    seller = busiest(published_demo, "ship_time")
    run = changed_run(f"update fct_seller_scorecards set statistic = '{statistic}' where metric_code = 'ship_time'")
    points = [
        p for p in scorecards.trend(run, seller, 30) if (p.program, p.metric_code) == ("convictional", "ship_time")
    ]
    assert len(points) > 30
    for point in points[::10]:
        days = f" and anchor_date between date '{point.date_day}' - 29 and date '{point.date_day}'"
        values = [value for (value,) in rows(published_demo, SHIP_TIMES.format(seller=seller) + days)]
        assert point.value == pytest.approx(of(values)), point.date_day


def test_the_trend_of_a_count_is_the_count(changed_run, published_demo):
    seller = busiest(published_demo, "late_shipment")
    run = changed_run(
        """update fct_seller_scorecards set statistic = 'bad_count', limit_value = 3, rate = null
        where metric_code = 'late_shipment'"""
    )
    points = [p for p in scorecards.trend(run, seller, 30) if p.metric_code == "late_shipment"]
    assert points
    assert [p.value for p in points] == [p.bad_count for p in points]


@pytest.mark.parametrize(
    ("comparator", "sign", "order"),
    [("at_most", ">", "desc"), ("below", ">=", "desc"), ("at_least", "<", "asc"), ("above", "<=", "asc")],
)
@pytest.mark.parametrize("statistic", ["mean", "median", "p95"])
def test_the_list_of_a_measured_value_is_the_wrong_side_of_its_limit(
    changed_run, published_demo, comparator, sign, order, statistic
):
    seller = busiest(published_demo, "ship_time")
    values = [value for (value,) in rows(published_demo, SHIP_TIMES.format(seller=seller) + " order by measured_value")]
    limit = values[len(values) // 2]
    run = changed_run(
        f"""update fct_seller_scorecards set statistic = '{statistic}', comparator = '{comparator}', limit_value = {limit},
        window_start_date = date '1900-01-01' where metric_code = 'ship_time' and program = 'convictional'"""
    )
    where = (seller, "convictional", "ship_time", "last_30_days")
    wrong = [
        v
        for (v,) in rows(
            published_demo, SHIP_TIMES.format(seller=seller) + f" and measured_value {sign} {limit} order by 1 {order}"
        )
    ]
    assert 0 < len(wrong) < len(values)
    assert sizes_of(run, where)["against"] == len(wrong)
    assert [o.measured_value for o in scorecards.orders(run, *where, "against")] == wrong


def test_what_the_seller_does_not_answer_for_has_a_cause_and_its_own_list(changed_run, published_demo):
    seller, program, metric, window, bad = rows(
        published_demo,
        """select seller_id, program, metric_code, window_code, bad_count from fct_seller_scorecards
        where is_headline and statistic in ('bad_rate', 'good_rate') order by bad_count desc, seller_id limit 1""",
    )[0]
    where = (seller, program, metric, window)
    half = f"""update fct_sla_outcomes set is_accountable = false, attribution = 'carrier'
        where metric_code = '{metric}' and verdict in ('breached', 'overdue') and hash(order_id) % 2 = 0"""
    run = changed_run(half)
    [carrier] = [cause for cause in scorecards.causes(run, *where) if cause.attribution == "carrier"]
    assert 0 < carrier.number < bad
    counts = sizes_of(run, where)
    assert (counts["against"], counts["spared"]) == (bad, 0), "all of them count"
    run = changed_run(half, f"update dim_sla_limits set bad_unit = 'accountable' where metric_code = '{metric}'")
    counts, spared = sizes_of(run, where), scorecards.orders(run, *where, "spared")
    assert counts["against"] + counts["spared"] == bad
    assert counts["spared"] == len(spared) == sum(cause.number for cause in scorecards.causes(run, *where))
    assert not [order for order in spared if order.is_accountable]


def test_a_found_order_is_the_same_in_small_letters(run, published_demo):
    number = rows(published_demo, "select min(order_id) from fct_orders")[0][0]
    assert orders.order(run, number.lower())[0].order_id == number
    assert orders.order(run, "' or true --") == ()


@pytest.mark.parametrize("text", ["%", "_", "' or 1=1 --", "\\"])
def test_search_text_is_text(run, text):
    found = overview.sellers(run, "", text, 5, 1, 100)
    assert all(text in row.seller_name or text in row.seller_id for row in found)


def test_health_counts_are_those_of_the_marts(run, published_demo):
    assert (
        sum(row.row_count for row in health.held_back(run))
        == rows(published_demo, "select count(*) from fct_quarantined_rows")[0][0]
    )
    assert (
        sum(row.anomaly_count for row in health.anomalies(run))
        == rows(published_demo, "select count(*) from fct_status_anomalies")[0][0]
    )


def test_every_held_back_row_is_reached_from_its_reason(run, published_demo):
    found = [
        (row.raw_table, row.file_hash, row.row_number)
        for reason in health.held_back(run)
        for row in health.held_back_rows(run, reason.reason_key)
    ]
    held = rows(published_demo, "select raw_table, file_hash, row_number from fct_quarantined_rows")
    assert sorted(found) == sorted(held)
    assert len(health.held_back_rows(run)) == len(held)
    lost = [reason for reason in health.held_back(run) if "repeated" in reason.reasons]
    assert [(reason.reasons, reason.row_count) for reason in lost] == [
        ("order_id, loaded_at: repeated with other content", 3)
    ]


def test_the_rows_of_a_seller_are_those_its_scorecard_counts(run):
    counted = {row.seller_id: row.row_count for row in health.held_back_sellers(run)}
    assert len(counted) > 5
    for seller_id, number in counted.items():
        listed = health.held_back_rows(run, seller_id=seller_id, size=1)
        assert listed[0].row_total == number
        assert scorecards.seller(run, seller_id)[0].held_back_row_count == number


def test_a_page_never_mixes_two_runs(published_demo, tmp_path, monkeypatch):
    warehouse = copy_published(published_demo, tmp_path / "warehouse")
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(warehouse))
    before = published.current()
    newer = copy_published(published_demo, tmp_path / "newer", "update publish_manifest set run_id = 'newer'")
    os.replace(newer / "published" / "marts.duckdb", warehouse / "published" / "marts.duckdb")
    with pytest.raises(published.Replaced):
        overview.totals(before)
    assert overview.totals(published.current()).seller_count > 0
    assert published.current().run_id == "newer"


def test_reading_leaves_the_file_free(published_demo, tmp_path, monkeypatch):
    warehouse = copy_published(published_demo, tmp_path / "warehouse")
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(warehouse))
    overview.totals(published.current())
    with duckdb.connect(str(warehouse / "published" / "marts.duckdb")) as connection:
        connection.execute("create table written (a int)")


def test_what_cannot_be_read_is_named(published_demo, tmp_path, monkeypatch):
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(tmp_path))
    with pytest.raises(published.NothingPublished):
        published.current()
    lacking = copy_published(published_demo, tmp_path / "lacking", "drop table fct_status_anomalies")
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(lacking))
    with pytest.raises(published.Unreadable, match="fct_status_anomalies"):
        health.totals(published.current())
    (lacking / "published" / "marts.duckdb").write_bytes(b"not a database")
    with pytest.raises(published.Unreadable):
        published.current()
    shutil.rmtree(lacking)
