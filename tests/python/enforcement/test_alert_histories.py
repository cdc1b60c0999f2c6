"""Random histories: no alert flaps, and the models remember what walking the days remembers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcement.alert_oracle import DAY, Alert, Counts, Look, alerts, assert_same, budget, change
from enforcement.episode_oracle import Day, Row
from projects import Project

CHAIN = ("int_alert_moves", "int_alert_counts", "int_alert_steps", "int_alert_spells", "fct_sla_alerts")
START = date(2026, 1, 1)
LIMIT = {"statistic": "bad_rate", "limit_value": "10", "bad_unit": "entities", "min_volume": 0, "min_bad_count": 1}
OF_ANY_KIND = {
    "short_days": st.integers(1, 4),
    "long_days": st.integers(5, 12),
    "short_opens_at": st.sampled_from(["0", "10"]),
    "close_days": st.integers(1, 9),
    "min_count": st.integers(0, 4),
    "min_past_count": st.integers(0, 4),
    "min_bad_count": st.integers(0, 2),
}
RULES = st.fixed_dictionaries(
    OF_ANY_KIND
    | {
        "kind": st.just("budget"),
        "opens_at": st.sampled_from(["50", "100"]),
        "closes_below": st.sampled_from(["25", "50"]),
    }
) | st.fixed_dictionaries(
    OF_ANY_KIND
    | {"kind": st.just("change"), "opens_at": st.sampled_from(["95", "99.9"]), "closes_below": st.just("95")}
)
# Judged ones of each day, and how many of them are bad at most.
HISTORIES = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0, 0, 0, 1, 2, 6])), min_size=1, max_size=60),
    min_size=1,
    max_size=4,
)


class Models:
    """The compiled SQL from the days of sellers to their alerts, over days of a test."""

    def __init__(self, project: Project) -> None:
        """Take what a finished build compiled, and tables like those that it read."""
        folder = project.root / "target" / "compiled" / "seller_sla" / "models"
        self._sql = {name: next(folder.rglob(f"{name}.sql")).read_text() for name in CHAIN}
        self._db = duckdb.connect()
        self._db.execute(f"attach '{project.warehouse / 'seller_sla.duckdb'}' as built (read_only)")
        self._db.execute(
            "attach ':memory:' as seller_sla; create schema seller_sla.intermediate; create schema seller_sla.seeds"
        )
        for table in ("intermediate.int_alert_rules", "seeds.sla_thresholds"):
            self._db.execute(f"create table seller_sla.{table} as from built.{table} limit 0")
        self._db.execute("create table seller_sla.seeds.sla_metrics as from built.seeds.sla_metrics")
        self._db.execute("detach built; set schema = 'seller_sla.intermediate'")
        self._db.execute(
            "create table int_breach_days (seller_id varchar, policy_id varchar, anchor_date date,"
            " population_count bigint, bad_count bigint, accountable_bad_count bigint);"
            "create table int_alert_silences (seller_id varchar, policy_id varchar, anchor_date date,"
            " population_count bigint, order_count bigint, left_count bigint)"
        )
        self.insert(
            "seller_sla.seeds.sla_thresholds",
            [LIMIT | {"policy_id": "p", "window_code": "w", "valid_from": "2000-01-01", "min_bad_unit": "entities"}],
        )

    def insert(self, table: str, rows: list[Row]) -> None:
        """Add rows by the names of their columns."""
        marks = ", ".join("?" * len(rows[0]))
        self._db.executemany(
            f"insert into {table} ({', '.join(rows[0])}) values ({marks})", [list(row.values()) for row in rows]
        )

    def alerts(self, rule: Row, histories: list[list[Day]], last: date) -> dict[str, list[Alert]]:
        """What the models make of the histories of sellers."""
        self._db.execute("delete from int_alert_rules; delete from int_breach_days")
        of_policy = {"rule_id": "r", "policy_id": "p", "program": "m", "metric_code": "on_time_delivery", "window_code": "w",
                     "budget_days": 14, "settled_after_days": 1, "last_date": last}  # fmt: skip
        self.insert("int_alert_rules", [rule | of_policy])
        self.insert("int_breach_days", [
            {"seller_id": str(seller), "policy_id": "p", "anchor_date": d.on, "population_count": d.population,
             "bad_count": d.bad, "accountable_bad_count": d.accountable}
            for seller, days in enumerate(histories) for d in days
        ])  # fmt: skip
        for name, sql in self._sql.items():
            self._db.execute(f"create or replace table {name} as {sql}")
        found = defaultdict(list)
        for seller_id, *alert in self._db.execute(
            "select seller_id, first_date, last_date, peak_date, peak_intensity::double from fct_sla_alerts order by first_date"
        ).fetchall():
            found[seller_id].append(Alert(*alert))
        return dict(found)


@pytest.fixture(scope="module")
def models(demo_project: Project) -> Models:
    """The compiled models of a finished build."""
    return Models(demo_project)


def history(of_days: list[tuple[int, int]]) -> list[Day]:
    """Days one after the other, of which so many were judged and so many at most are bad."""
    return [
        Day(START + n * DAY, judged, min(bad, judged), min(bad, judged), 0, 0, frozenset())
        for n, (judged, bad) in enumerate(of_days)
    ]


def looks_of(rule: Row, counts: Counts) -> Iterator[Look]:
    """What the oracle makes of each day."""
    for number in range((counts.last - counts.first).days + 1):
        on = counts.first + number * DAY
        yield budget(rule, LIMIT, counts, on, 14) if rule["kind"] == "budget" else change(rule, LIMIT, counts, on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RULES, HISTORIES)
def test_no_history_flaps(models: Models, rule: Row, drawn: list[list[tuple[int, int]]]) -> None:
    """Between two alerts of a rule lie as many calm days as it asks for; and all are those of walking the days."""
    histories = [
        [
            Day(START + n * DAY, judged, min(bad, judged), min(bad, judged), 0, 0, frozenset())
            for n, (judged, bad) in enumerate(days)
        ]
        for days in drawn
    ]
    last = START + 69 * DAY
    found = models.alerts(rule, histories, last)
    for run in found.values():
        for earlier, later in pairwise(run):
            assert earlier.last is not None
            assert later.first - earlier.last > rule["close_days"] * DAY
    walked = {
        str(seller): alerts(list(looks_of(rule, Counts(days, last))), rule["close_days"])
        for seller, days in enumerate(histories)
    }
    assert_same(found, {seller: run for seller, run in walked.items() if run})


def test_a_history_of_every_day_gives_what_was_known_on_it(models: Models) -> None:
    """What the first days gave stays as it is when further days come; of an open alert its end and its peak are to come."""
    quiet = [0] * 12
    bad = [0, 0, 3, 0, 2, *quiet, 4, 0, 1, *quiet, 2, 3, *quiet[:6]]
    days = history([(5, number) for number in bad])
    rule = {"kind": "budget", "short_days": 2, "long_days": 5, "opens_at": "50", "short_opens_at": "10", "closes_below": "25",
            "close_days": 4, "min_count": 5, "min_past_count": 0, "min_bad_count": 2}  # fmt: skip
    whole = models.alerts(rule, [days], days[-1].on)["0"]
    assert len(whole) == 3
    for known in days:
        then = models.alerts(rule, [[d for d in days if d.on <= known.on]], known.on).get("0", [])
        begun = [a for a in whole if a.first <= known.on]
        assert [a.first for a in then] == [a.first for a in begun]
        for early, late in zip(then, begun, strict=True):
            closed = late.last is not None and late.last + rule["close_days"] * DAY <= known.on
            assert early == late if closed else early.last is None
