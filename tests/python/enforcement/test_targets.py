"""Targets: percentiles are NumPy's, who is surely out is SciPy's, and the recommended limit is the strictest that will do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

import duckdb
import numpy as np
import pytest
from scipy.stats import binomtest

from enforcement.episode_oracle import Day, Row
from enforcement.facts import judged_days, seed
from projects import Project

PERCENTILES = (50, 75, 90, 95, 99)
Segment = tuple[str, str, str]


@dataclass(frozen=True)
class Seller:
    """What was judged of a seller by a policy in the days that are looked at."""

    population: int
    bad: int
    value: int
    valued: int

    def badness(self, is_mean: bool) -> float:
        """Share of bad ones, or the mean."""
        return self.value / self.valued if is_mean else self.bad / self.population


def seller_of(days: list[Day]) -> Seller:
    """The days added up."""
    return Seller(*(sum(getattr(d, name) for d in days) for name in ("population", "bad", "value", "valued")))


@pytest.fixture(scope="module")
def advice(demo_project: Project) -> dict[Segment, list[Row]]:
    """The mart by policy and segment, the strictest candidate first."""
    with duckdb.connect(str(demo_project.published), read_only=True) as reader:
        read = reader.execute("select * from fct_target_advice order by percent_of_limit")
        names = [column for column, *_ in read.description]
        found = defaultdict(list)
        for values in read.fetchall():
            row = dict(zip(names, values, strict=True))
            found[row["policy_id"], row["segment_kind"], row["segment"]].append(row)
    return found


@pytest.fixture(scope="module")
def sellers(demo_project: Project, advice: dict[Segment, list[Row]]) -> dict[Segment, list[Seller]]:
    """Sellers with enough judged to tell, by policy and segment."""
    [rule] = seed("target_rules")
    with duckdb.connect(str(demo_project.published), read_only=True) as reader:
        countries = dict(reader.execute("select seller_id, country from dim_sellers").fetchall())
    found = defaultdict(list)
    for (seller_id, policy_id), days in judged_days(demo_project.published).items():
        last = next(rows[0]["last_date"] for key, rows in advice.items() if key[0] == policy_id)
        first = last - timedelta(days=rule["days"] - 1)
        seller = seller_of([d for d in days if first <= d.on <= last])
        if seller.population >= rule["min_volume"]:
            for segment in (("all", "all"), ("marketplace", "mall"), ("seller_country", countries[seller_id])):
                found[policy_id, *segment].append(seller)
    return found


def test_percentiles_are_those_of_numpy(advice: dict[Segment, list[Row]], sellers: dict[Segment, list[Seller]]) -> None:
    assert advice.keys() == sellers.keys()
    for key, rows in advice.items():
        statistic = rows[0]["statistic"]
        badness = [s.badness(statistic == "mean") for s in sellers[key]]
        for percentile in PERCENTILES:
            expected = float(np.percentile(badness, percentile, method="inverted_cdf"))
            expected = 1 - expected if statistic == "good_rate" else expected
            within = 0.5 if statistic == "mean" else 1e-6
            assert float(rows[0][f"p{percentile}_value"]) == pytest.approx(expected, abs=within), (key, percentile)


def test_a_recommended_limit_is_the_strictest_that_few_enough_are_out_of(
    advice: dict[Segment, list[Row]], sellers: dict[Segment, list[Seller]]
) -> None:
    [rule] = seed("target_rules")
    candidates = sorted(c["percent_of_limit"] for c in seed("target_candidates"))
    for key, rows in advice.items():
        assert [r["percent_of_limit"] for r in rows] == [
            c for c in candidates if c in {r["percent_of_limit"] for r in rows}
        ]
        will_do = []
        for row in rows:
            out = [s for s in sellers[key] if is_out(s, row)]
            surely = [s for s in out if row["statistic"] == "mean" or is_surely_out(s, row)]
            assert (row["seller_count"], row["out_count"], row["surely_out_count"]) == (
                len(sellers[key]), len(out), len(surely),
            ), row["message"]  # fmt: skip
            if len(surely) <= rule["max_surely_out_percent"] / 100 * len(sellers[key]) and (
                len(out) <= rule["max_out_percent"] / 100 * len(sellers[key])
            ):
                will_do.append(row["percent_of_limit"])
        can_tell = len(sellers[key]) >= rule["min_sellers"]
        recommended = [r["percent_of_limit"] for r in rows if r["is_recommended"]]
        assert recommended == (will_do[:1] if can_tell else []), key


def allowed(row: Row) -> Fraction:
    """Share of bad ones that a candidate allows, or the value."""
    value = Fraction(row["candidate_value"])
    return 1 - value if row["statistic"] == "good_rate" else value


def is_out(seller: Seller, row: Row) -> bool:
    """Whether a seller is out of a candidate by its own rate or mean."""
    found = (
        Fraction(seller.value, seller.valued) if row["statistic"] == "mean" else Fraction(seller.bad, seller.population)
    )
    return found >= allowed(row) if row["comparator"] in ("below", "above") else found > allowed(row)


def is_surely_out(seller: Seller, row: Row) -> bool:
    """Whether it is so even by the better end of its interval."""
    return bool(binomtest(seller.bad, seller.population).proportion_ci(method="wilson").low > allowed(row))


def test_the_demo_has_limits_to_keep_to_tighten_and_to_loosen(advice: dict[Segment, list[Row]]) -> None:
    """All sellers, policy by policy; the sellers of Great Britain are too few to tell."""
    said = {policy_id: rows[0]["advice"] for (policy_id, kind, _), rows in advice.items() if kind == "all"}
    assert {"keep", "tighten", "loosen"} <= set(said.values())
    assert {rows[0]["advice"] for (_, _, segment), rows in advice.items() if segment == "GB"} == {"too_few_sellers"}
    [row] = [r for r in advice["mall_on_time_delivery", "all", "all"] if r["is_recommended"]]
    assert row["message"] == "On time at least 92.50 %: 3 of 21 sellers are out of it, 1 of them surely."
    assert (row["peak_count"], row["peak_week"].weekday()) == (119, 0)


def test_peaks_and_seasons_are_those_of_the_days(demo_project: Project, advice: dict[Segment, list[Row]]) -> None:
    weeks: dict[str, dict] = defaultdict(lambda: defaultdict(list))
    for (_, policy_id), days in judged_days(demo_project.published).items():
        last = advice[policy_id, "all", "all"][0]["last_date"]
        for day in days:
            if day.population and day.on <= last:
                weeks[policy_id][day.on - timedelta(days=day.on.weekday())].append(day)
    for policy_id, of_policy in weeks.items():
        row = advice[policy_id, "all", "all"][0]
        monday = max(of_policy, key=lambda week: (seller_of(of_policy[week]).population, -week.toordinal()))
        busiest = seller_of(of_policy[monday])
        others = seller_of([d for week, days in of_policy.items() if week != monday for d in days])
        assert (row["peak_week"], row["peak_count"]) == (monday, busiest.population)
        for name, part in (("peak_value", busiest), ("other_weeks_value", others)):
            shown = 1 - float(row[name]) if row["statistic"] == "good_rate" else float(row[name])
            within = 0.5 if row["statistic"] == "mean" else 1e-6
            assert shown == pytest.approx(part.badness(row["statistic"] == "mean"), abs=within)
        assert (row["season_count"], row["season_value"]) == (0, None)
