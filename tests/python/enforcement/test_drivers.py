"""What explains a breach: the statistics are SciPy's, and the demo's stories are found."""

from fractions import Fraction

import duckdb
import pytest
from scipy.stats import binomtest

from projects import Project


@pytest.fixture(scope="module")
def marts(demo_project: Project) -> duckdb.DuckDBPyConnection:
    """The published marts of the demo."""
    return duckdb.connect(str(demo_project.published), read_only=True)


def is_worse(inside: tuple[int, int], outside: tuple[int, int]) -> bool:
    """Whether the share of bad ones is higher inside, at 99.9 %: Newcombe's interval, made of SciPy's Wilson intervals."""
    (share, low), (share_outside, high) = (
        (bad / count, binomtest(bad, count).proportion_ci(0.999, method="wilson")) for bad, count in (inside, outside)
    )
    reach = ((share - low.low) ** 2 + (high.high - share_outside) ** 2) ** 0.5
    return share > share_outside and share - share_outside > reach


def test_a_driver_is_what_scipy_finds_worse_than_the_others(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select finding, inside_bad_count, inside_count, outside_bad_count, outside_count, excess_count, excess_share"
        " from fct_breach_drivers where finding <> 'too_few_orders'"
    ).fetchall()
    assert {finding for finding, *_ in found} == {"worse_than_the_others", "within_chance"}
    for finding, bad, count, bad_outside, count_outside, excess, share in found:
        worse = is_worse((bad, count), (bad_outside, count_outside))
        assert (finding == "worse_than_the_others") == worse, (bad, count, bad_outside, count_outside)
        avoidable = bad - Fraction(count * bad_outside, count_outside)
        explained = min(max(avoidable / excess, Fraction(0)), Fraction(1)) if excess > 0 else Fraction(0)
        assert float(share) == pytest.approx(float(explained), abs=1e-6)


def test_the_product_that_runs_small_explains_most_of_what_comes_back(marts: duckdb.DuckDBPyConnection) -> None:
    [(dimension, value, share)] = marts.execute(
        "select dimension, dimension_value, excess_share from fct_breach_drivers"
        " where seller_id = 'S10' and policy_id = 'convictional_return_rate' and driver_no = 1"
    ).fetchall()
    assert (dimension, value) == ("sku", "S10-17")
    assert share > 0.5
    [(reason, sku)] = marts.execute(
        "select reason_code, sku from fct_return_investigations where seller_id = 'S10' group by all"
        " order by sum(returned_line_count) desc limit 1"
    ).fetchall()
    assert (reason, sku) == ("too_small", "S10-17")


def test_what_people_decided_counts(marts: duckdb.DuckDBPyConnection) -> None:
    """A plan that was asked for and never came, an open appeal, a granted one, an accepted plan, a change, a rejection."""
    found = marts.execute(
        "select recommendation_id, status, withdrawn_reason from fct_enforcement_recommendations"
        " where decision_id is not null or has_open_appeal or withdrawn_reason in ('plan_accepted', 'appeal_granted')"
        " or action = 'suspend' order by 1"
    ).fetchall()
    assert found == [
        ("convictional_return_rate/require_plan/S10/2026-03-21", "withdrawn", "plan_accepted"),
        ("house_late_shipment/require_plan/S02/2026-05-23", "on_hold", None),
        ("house_late_shipment/require_plan/S08/2026-05-06", "withdrawn", "appeal_granted"),
        ("mall_delivery_confirmation/require_plan/S09/2026-04-01", "approved", None),
        ("mall_status_error_rate/require_plan/S12/2026-02-15", "changed", None),
        ("mall_tracking_rate/notify/S23/2026-06-01", "rejected", None),
        ("mall_tracking_rate/require_plan/S04/2026-05-01", "approved", None),
        ("mall_tracking_rate/suspend/S04/2026-07-01", "open", None),
    ]
    assert marts.execute("select distinct timing from fct_enforcement_decisions").fetchall() == [("in_time",)]
