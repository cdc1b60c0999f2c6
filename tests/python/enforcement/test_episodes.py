"""Breach episodes: the same as an oracle's, the same as day by day, and the statistics are SciPy's."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from scipy.stats import binomtest

from enforcement.episode_oracle import Episode, Row, episodes, month_after, out_of_limits
from enforcement.facts import judged_days, seed
from projects import Project


def expected(published: Path) -> dict[tuple[str, str], list[Episode]]:
    """What the oracle makes of the published days."""
    [settle_days] = [rule["settle_days"] for rule in seed("breach_rules") if rule["policy_id"] == "any"]
    units = {metric["metric_code"]: metric["units_per_value"] for metric in seed("sla_metrics")}
    policies, limits, windows = seed("sla_policies"), seed("sla_thresholds"), seed("sla_windows")
    with duckdb.connect(str(published), read_only=True) as reader:
        as_of = dict(reader.execute("select distinct program, as_of_date from fct_seller_scorecards").fetchall())
    found = {}
    for (seller_id, policy_id), days in judged_days(published).items():
        versions = [p for p in policies if p["policy_id"] == policy_id]
        program, metric = versions[0]["program"], versions[0]["metric_code"]
        settled = max(p["maturity_days"] for p in versions) + settle_days
        judged = []
        for choices in binding(windows, program, metric):
            until = as_of[program] - timedelta(days=max(settled, choices[0]["skip_days"]))
            of_window = [
                t for t in limits if (t["policy_id"], t["window_code"]) == (policy_id, choices[0]["window_code"])
            ]
            out = out_of_limits(days, choices, of_window, units[metric], until)
            judged.append((out, last_judged(choices[0]["ends_on"], until)))
        if run := episodes(judged):
            found[seller_id, policy_id] = run
    return found


def binding(windows: list[Row], program: str, metric: str) -> list[list[Row]]:
    """The windows that bind, each as its choices in their order."""
    choices = defaultdict(list)
    for window in sorted(windows, key=lambda w: w["choice"]):
        if (window["program"], window["metric_code"], window["is_binding"]) == (program, metric, "true"):
            choices[window["window_code"]].append(window)
    return list(choices.values())


def last_judged(ends_on: str, until: date) -> date:
    """Last day that a window speaks of which can be judged until a day."""
    after = until + timedelta(days=1)
    if ends_on == "last_week":
        after -= timedelta(days=after.weekday())
    elif ends_on == "last_month":
        after = month_after(after, 0)
    return after - timedelta(days=1)


def found_episodes(published: Path) -> dict[tuple[str, str], list[Episode]]:
    """What the mart says, with the peak cut to the decimals it shows."""
    found = defaultdict(list)
    with duckdb.connect(str(published), read_only=True) as reader:
        for seller_id, policy_id, *of_episode in reader.execute(
            "select seller_id, policy_id, first_date, last_date, is_open, coalesce(peak_times_limit, 0)"
            " from fct_sla_breach_episodes order by first_date"
        ).fetchall():
            found[seller_id, policy_id].append(Episode(*of_episode))
    return dict(found)


@pytest.mark.parametrize("programs", ["own", "every"])
def test_episodes_are_those_of_an_oracle_that_counts_every_day_anew(
    demo_project: Project, every_program: Project, programs: str
) -> None:
    """Windows of days, weeks and months, of two that bind and of choices: whatever the programs have."""
    published = (demo_project if programs == "own" else every_program).published
    oracle = expected(published)
    mart = found_episodes(published)
    assert len(mart) > (12 if programs == "own" else 100)
    assert mart.keys() == oracle.keys()
    for key, run in oracle.items():
        shown = [Episode(e.first, e.last, e.is_open, round(float(e.peak), 2)) for e in run]
        assert [Episode(e.first, e.last, e.is_open, float(e.peak)) for e in mart[key]] == shown, key


def pattern_by_scipy(opening: tuple[int, int], after: tuple[int, int], usual: float, least: int) -> str:
    """The rule with SciPy's Wilson intervals and, made of them, Newcombe's. Counts: bad ones and all."""
    if after[1] < least:
        return "cannot_tell"
    now, before = (binomtest(*counts).proportion_ci(method="wilson") for counts in (after, opening))
    share, share_before = after[0] / after[1], opening[0] / opening[1]
    if now.low > usual:
        return "trend"
    reach = ((now.high - share) ** 2 + (share_before - before.low) ** 2) ** 0.5
    return "one_off" if share <= usual and share_before - share > reach else "cannot_tell"


def test_one_off_and_trend_are_what_scipy_says(demo_project: Project, tmp_path: Path) -> None:
    """For every number of bad ones among as many as sellers have, at limits that programs have."""
    project = demo_project.copy_to(tmp_path / "project")
    cases = [
        ((bad_before, before), (bad, after), ppm)
        for before in (10, 33, 120)
        for bad_before in {1, before // 8, before // 3}
        for after in (9, 10, 25, 80)
        for bad in range(after + 1)
        for ppm in (5_000, 15_000, 40_000, 100_000, 500_000)
    ]
    with duckdb.connect(str(project.warehouse / "seller_sla.duckdb")) as connection:
        evidence = "intermediate.int_breach_evidence"
        connection.execute(f"create temp table likeness as from {evidence} limit 1")
        connection.execute(f"delete from {evidence}")
        connection.execute("create temp table cases (no int, bad_before int, before int, bad int, after int, ppm int)")
        connection.executemany(
            "insert into cases values (?, ?, ?, ?, ?, ?)",
            [(number, *opening, *after, ppm) for number, (opening, after, ppm) in enumerate(cases)],
        )
        connection.execute(
            f"""
            insert into {evidence}
            select l.* replace (
                c.no::varchar as episode_id, l.as_of_date as decided_on_date, c.ppm as usual_ppm, c.before as opening_count,
                c.bad_before as opening_bad_count, c.after as follow_up_count, c.bad as follow_up_bad_count
            )
            from likeness as l cross join cases as c
            """
        )
    ended = project.dbt("run", "--select", "int_breach_patterns")
    assert ended.returncode == 0, ended.stdout
    with project.connection() as connection:
        found = dict(
            connection.execute("select episode_id::int, pattern from intermediate.int_breach_patterns").fetchall()
        )
    assert set(found.values()) == {"trend", "one_off", "cannot_tell"}
    expected = {
        number: pattern_by_scipy(opening, after, ppm / 1_000_000, 10)
        for number, (opening, after, ppm) in enumerate(cases)
    }
    assert {number: (cases[number], said) for number, said in found.items() if said != expected[number]} == {}
