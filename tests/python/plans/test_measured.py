"""What plans are measured by: SciPy's intervals, days that are counted anew, and the three stories of the demo."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import duckdb
import pytest
from scipy.stats import binomtest

from projects import Project


@pytest.fixture(scope="module")
def marts(demo_project: Project) -> duckdb.DuckDBPyConnection:
    """The published marts of the demo."""
    return duckdb.connect(str(demo_project.published), read_only=True)


def newcombe(now: tuple[int, int], before: tuple[int, int]) -> tuple[float, float]:
    """The interval of the difference of two shares, each (bad, count), made of SciPy's Wilson intervals."""
    (p, of_p), (q, of_q) = ((x / n, binomtest(x, n).proportion_ci(method="wilson")) for x, n in (now, before))
    low = ((p - of_p.low) ** 2 + (of_q.high - q) ** 2) ** 0.5
    high = ((of_p.high - p) ** 2 + (q - of_q.low) ** 2) ** 0.5
    return p - q - low, p - q + high


def test_before_and_after_are_what_scipy_says(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select before_bad_count, before_count, after_bad_count, after_count, before_low, before_high, after_low, after_high,"
        " difference, difference_low, difference_high, target_rate, verdict, verdict_reason from fct_improvement_plans"
    ).fetchall()
    assert len(found) == 3
    for bad_0, count_0, bad_1, count_1, *rates, target, verdict, reason in found:
        for (bad, count), ends in (((bad_0, count_0), rates[:2]), ((bad_1, count_1), rates[2:4])):
            assert tuple(map(float, ends)) == pytest.approx(
                binomtest(bad, count).proportion_ci(method="wilson"), abs=2e-6
            )
        low, high = newcombe((bad_1, count_1), (bad_0, count_0))
        assert tuple(map(float, rates[4:])) == pytest.approx((bad_1 / count_1 - bad_0 / count_0, low, high), abs=3e-6)
        if reason != "still_running":
            assert (verdict == "worked") == (Fraction(bad_1, count_1) <= Fraction(target) and high < 0)


def test_each_verdict_has_a_story(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute("select seller_id, verdict, verdict_reason from fct_improvement_plans order by 1").fetchall()
    assert found == [
        ("S08", "worked", "better_and_within_the_target"),
        ("S09", "did_not", "beyond_the_target"),
        ("S10", "too_early", "still_running"),
    ]


def test_good_orders_in_a_row_are_exactly_as_many_as_it_takes(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select population_count, bad_count, limit_value, statistic, comparator, orders_to_recover"
        " from fct_seller_scorecards where orders_to_recover is not null"
    ).fetchall()
    assert found
    for count, bad, limit, statistic, comparator, orders in found:
        allowed = Fraction(limit) if statistic == "bad_rate" else 1 - Fraction(limit)

        def keeps(more: int, of: tuple[int, int, Fraction, str] = (count, bad, allowed, comparator)) -> bool:
            share = Fraction(of[1], of[0] + more)
            return share < of[2] if of[3] in ("below", "above") else share <= of[2]

        assert keeps(orders), (count, bad, limit, orders)
        assert not keeps(orders - 1), (count, bad, limit, orders)


Days = dict[date, tuple[int, int, int, int]]


def is_over(days: Days, start: date, end: date, row: tuple) -> bool:
    """Whether the days of a window are over its limit, by fractions."""
    statistic, comparator, limit = row
    count, bad, total, valued = (sum(v[part] for d, v in days.items() if start <= d < end) for part in range(4))
    value = Fraction(total, valued) if statistic == "mean" and valued else Fraction(bad, count) if count else None
    if value is None or (statistic != "mean" and not bad):
        return False
    value = 1 - value if statistic == "good_rate" else value
    broken = {"at_most": value > limit, "below": value >= limit, "at_least": value < limit, "above": value <= limit}
    return broken[comparator]


def next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def test_a_window_is_within_its_limit_on_the_first_day_on_which_its_days_are(marts: duckdb.DuckDBPyConnection) -> None:
    """Day after day, as of each: the window of that day, counted anew from the days that are known."""
    daily: dict[tuple, Days] = defaultdict(dict)
    for *key, day, count, bad, total, valued in marts.execute(
        "select seller_id, program, metric_code, anchor_date, sum(population_count), sum(breached_count + overdue_count),"
        " sum(coalesce(measured_value_sum, 0)), sum(measured_value_count) from fct_seller_sla_daily group by 1, 2, 3, 4"
    ).fetchall():
        daily[tuple(key)][day] = (int(count), int(bad), int(total), int(valued))
    scores = marts.execute(
        "select s.seller_id, s.program, s.metric_code, s.statistic, s.comparator, s.limit_value, s.as_of_date,"
        " s.window_start_date, s.window_end_date, w.ends_on, s.within_limit_on from fct_seller_scorecards as s"
        " inner join dim_sla_windows as w"
        " on s.program = w.program and s.metric_code = w.metric_code and s.window_code = w.window_code and w.choice = 1"
    ).fetchall()
    told = 0
    for seller, program, metric, statistic, comparator, limit, as_of, start, end, ends_on, within_on in scores:
        days, row = daily[(seller, program, metric)], (statistic, comparator, Fraction(limit))
        if not is_over(days, start, end, row):
            assert within_on is None, (seller, metric)
            continue
        day = as_of
        while is_over(days, start, end, row):
            day += timedelta(days=1)
            if ends_on == "as_of":
                start, end = start + timedelta(days=1), end + timedelta(days=1)
            elif day == next_month(day - timedelta(days=1)):
                start, end = end, next_month(end)
        assert within_on == day, (seller, metric, start)
        told += 1
    assert told > 20
