"""Alerts: the same as an oracle's that asks every seller on every day, and each kind has a story."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from enforcement.alert_oracle import DAY, Alert, Counts, alerts, assert_same, budget, change, no_data
from enforcement.episode_oracle import Row
from enforcement.facts import judged_days, seed
from projects import Project

Key = tuple[str, str, str]
OF_LIMITS = ("bad_rate", "good_rate", "bad_count")
DAYS_OF = {"day": 1, "week": 7, "month": 30}


def memberships(project: Project) -> dict[tuple[str, str], list[tuple[date, date | None]]]:
    """From when until when a seller was in a program."""
    found = defaultdict(list)
    with project.connection() as connection:
        for seller_id, program, *ends in connection.execute(
            "select seller_id, program, valid_from::date, valid_to::date from intermediate.int_known__seller_programs"
        ).fetchall():
            found[seller_id, program].append(tuple(ends))
    return found


def has_left(spans: list[tuple[date, date | None]], on: date) -> bool:
    """Whether more memberships have ended than began again."""
    begun = [start for start, _ in sorted(spans)[1:] if start <= on]
    return sum(1 for _, end in spans if end and end <= on) > len(begun)


def limit_of(limits: list[Row], policy_id: str, window_code: str, on: date) -> Row | None:
    """The limit on a share or a count that is in force on a day."""
    for limit in limits:
        if (
            (limit["policy_id"], limit["window_code"]) == (policy_id, window_code)
            and limit["valid_from"] <= on and (limit["valid_to"] is None or on < limit["valid_to"])
        ):  # fmt: skip
            is_one = limit["statistic"] in OF_LIMITS and "in_a_row" not in (limit["bad_unit"], limit["min_bad_unit"])
            return limit if is_one else None
    return None


def expected(project: Project) -> dict[Key, list[Alert]]:
    """What the oracle makes of the published days: rules of every seed row, every seller, every settled day."""
    rules, windows, limits, policies = (
        seed(n) for n in ("alert_rules", "sla_windows", "sla_thresholds", "sla_policies")
    )
    [settle_days] = [rule["settle_days"] for rule in seed("breach_rules") if rule["policy_id"] == "any"]
    spans = memberships(project)
    with duckdb.connect(str(project.published), read_only=True) as reader:
        as_of = dict(reader.execute("select distinct program, as_of_date from fct_seller_scorecards").fetchall())
    found = {}
    for (seller_id, policy_id), days in judged_days(project.published).items():
        versions = [p for p in policies if p["policy_id"] == policy_id]
        program, metric = versions[0]["program"], versions[0]["metric_code"]
        [window] = [
            w for w in windows
            if (w["program"], w["metric_code"], w["is_headline"], w["choice"]) == (program, metric, "true", 1)
        ]  # fmt: skip
        counts = Counts(days, as_of[program] - timedelta(days=max(p["maturity_days"] for p in versions) + settle_days))
        budget_days = window["length"] * DAYS_OF.get(window["unit"], 0)
        for rule in rules:
            looks = []
            on = counts.first
            while on <= counts.last:
                limit = limit_of(limits, policy_id, window["window_code"], on)
                if rule["kind"] == "budget" and budget_days:
                    looks.append(budget(rule, limit, counts, on, budget_days))
                elif rule["kind"] == "change":
                    looks.append(change(rule, limit, counts, on))
                elif rule["kind"] == "no_data":
                    looks.append(no_data(rule, counts, on, has_left(spans[seller_id, program], on)))
                on += DAY
            if run := alerts(looks, rule["close_days"]):
                found[rule["rule_id"], policy_id, seller_id] = run
    return found


def in_mart(published: Path) -> dict[Key, list[Alert]]:
    """What the mart says."""
    found = defaultdict(list)
    with duckdb.connect(str(published), read_only=True) as reader:
        for rule_id, policy_id, seller_id, *alert in reader.execute(
            "select rule_id, policy_id, seller_id, first_date, last_date, peak_date, peak_intensity::double"
            " from fct_sla_alerts order by first_date"
        ).fetchall():
            found[rule_id, policy_id, seller_id].append(Alert(*alert))
    return dict(found)


@pytest.mark.parametrize("programs", ["own", "every"])
def test_alerts_are_those_of_an_oracle_that_asks_every_day(
    demo_project: Project, every_program: Project, programs: str
) -> None:
    project = demo_project if programs == "own" else every_program
    mart = in_mart(project.published)
    assert len(mart) > (25 if programs == "own" else 150)
    assert_same(mart, expected(project))


def test_each_kind_of_alert_is_in_the_demo(demo_project: Project) -> None:
    """S05's carrier stands still, S02 got slow, no report of S18 comes in; S23 owes none to the program that it left."""
    with duckdb.connect(str(demo_project.published), read_only=True) as reader:
        messages = dict(reader.execute("select alert_id, message from fct_sla_alerts").fetchall())
        silent = reader.execute("select distinct seller_id from fct_sla_alerts where kind = 'no_data'").fetchall()
    assert messages["mall_on_time_delivery/budget_fast/S05/2026-06-04"] == (
        "On time: 6 bad in 7 days to 2026-06-10, 3 of them in the last 2 days, where 30 days allow 2.80 of 28:"
        " 214.29 % of the budget."
    )
    assert messages["house_late_shipment/sudden_change/S02/2026-06-01"] == (
        "Shipped late: 13 bad of 24 (54.17 %) in 28 days to 2026-06-10, where 1 of 45 (2.22 %) were bad in the 84 days before."
    )
    assert messages["mall_delivery_confirmation/no_data/S18/2026-04-07"] == (
        "Late report: nothing judged in 21 days to 2026-04-07, where 4.88 are usual; 3 orders came in."
    )
    assert silent == [("S18",)]


def test_an_alert_comes_before_the_month_is_judged(demo_project: Project) -> None:
    """S04 lost its links in April; S05's June cannot be judged before the middle of July."""
    with duckdb.connect(str(demo_project.published), read_only=True) as reader:
        found = reader.execute(
            """
            select a.seller_id, min(a.opened_on), min(e.known_on_date)
            from fct_sla_alerts as a left join fct_sla_breach_episodes as e using (seller_id, policy_id)
            where (a.seller_id, a.policy_id) in (('S04', 'mall_tracking_rate'), ('S05', 'mall_on_time_delivery'))
            group by a.seller_id order by a.seller_id
            """
        ).fetchall()
    assert found == [("S04", date(2026, 4, 11), date(2026, 5, 1)), ("S05", date(2026, 6, 19), None)]
