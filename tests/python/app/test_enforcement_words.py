"""Steps, decisions, breaches, open orders and places as people read them."""

import csv
import shlex
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner

from components import coming, enforcement, escape, ranks
from published_copies import ROOT
from seller_sla.operations.commands import ops

TODAY = date(2026, 7, 1)
STEP = {
    "recommendation_id": "mall_tracking_rate/suspend/S04/2026-07-01",
    "action": "suspend",
    "step_no": 7,
    "status": "open",
    "is_restriction": True,
    "has_open_appeal": False,
    "opened_on": date(2026, 7, 1),
    "notice_on": date(2026, 7, 1),
    "earliest_effective_on": date(2026, 7, 8),
    "ends_on": date(2026, 8, 5),
    "appeal_until": date(2026, 7, 31),
    "plan_due_on": None,
    "immunity_days": 56,
    "withdrawn_on": None,
    "withdrawn_reason": None,
    "decision": None,
}


def step(**changes):
    return SimpleNamespace(**STEP | changes)


def test_every_step_of_the_ladder_has_its_words_in_its_order():
    with (ROOT / "seeds/policy/enforcement_steps.csv").open(newline="") as ladder:
        seed = [(row["action"], int(row["step_no"]), row["title"]) for row in csv.DictReader(ladder)]
    assert [(code, look.rank, look.word) for code, look in enforcement.STEPS.items()] == seed


@pytest.mark.parametrize(
    ("mart", "column", "words"),
    [
        ("fct_enforcement_recommendations", "status", enforcement.STATES),
        ("fct_enforcement_recommendations", "withdrawn_reason", enforcement.WITHDRAWN),
        ("fct_enforcement_decisions", "timing", enforcement.TIMINGS | {"in_time": ""}),
        ("fct_breach_drivers", "dimension", enforcement.DIMENSIONS),
        ("fct_repeat_purchase", "after_a_broken_promise", ranks.VERDICTS),
    ],
)
def test_every_code_of_the_marts_has_its_words(mart, column, words):
    [file] = (ROOT / "models").rglob(f"{mart}.yml")
    [model] = yaml.safe_load(file.read_text())["models"]
    [found] = [each for each in model["columns"] if each["name"] == column]
    [codes] = [test["accepted_values"]["arguments"]["values"] for test in found["data_tests"]]
    assert set(codes) == set(words)


def test_a_step_that_nobody_listed_is_shown_as_text():
    assert enforcement.step(":red[x]").word == escape.safe(":red[x]")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 7, 2), "in 1 day"),
        (date(2026, 7, 31), "in 30 days"),
        (date(2026, 6, 22), "9 days ago"),
    ],
)
def test_a_day_is_told_from_today(day, words):
    assert enforcement.from_now(day, TODAY) == words


def test_the_dates_of_a_step_are_what_follows_from_it():
    assert enforcement.dates(step(), TODAY) == [
        "notice 1 July 2026 (today)",
        "in effect from 8 July 2026 at the earliest to 5 August 2026",
        "appeal until 31 July 2026 (in 30 days)",
    ]
    ended = enforcement.dates(step(ends_on=None, appeal_until=date(2026, 6, 30)), TODAY)
    assert ended[1:] == [
        "in effect from 8 July 2026 at the earliest, with no end",
        "time for an appeal over since 30 June 2026 (1 day ago)",
    ]
    plan = enforcement.dates(step(is_restriction=False, plan_due_on=date(2026, 7, 15)), TODAY)
    assert plan[1] == "plan due 15 July 2026 (in 14 days)"
    assert enforcement.dates(step(has_open_appeal=True), TODAY)[-1] == "an appeal is open"


def decided(**changes):
    given = {"decided_by": "jana", "decided_at": datetime(2026, 2, 17, 23, 30), "decision_reason": "few orders"}
    return step(**given | changes)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            decided(status="approved", decision="approve", decided_action="suspend"),
            "**Approved by jana on 18 February 2026**: few orders",
        ),
        (
            decided(status="changed", decision="change", decided_action="warn"),
            "**Changed to “Warn the seller” by jana on 18 February 2026**: few orders",
        ),
        (decided(status="rejected", decision="reject", decided_action=None, decided_by=None, decided_at=None, decision_reason=""),
         "**Rejected**"),
        (step(), ""),
        (
            step(status="withdrawn", withdrawn_on=date(2026, 6, 9), withdrawn_reason="higher_step"),
            "**Withdrawn on 9 June 2026**: a higher step took its place",
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_step_says_who_when_and_why(row, words):
    assert enforcement.outcome(row, "Europe/Prague") == words


def test_a_seller_reads_what_ends_a_step():
    assert enforcement.ways_out(step(), TODAY)[1:] == [
        "The seller may appeal until 31 July 2026 (in 30 days); a granted appeal withdraws it.",
        "An accepted improvement plan keeps the same rule away for 56 days.",
    ]
    assert "An appeal is open" in enforcement.ways_out(step(has_open_appeal=True, status="on_hold"), TODAY)[1]
    assert enforcement.ways_out(step(), date(2026, 8, 1))[1] == "The time for an appeal ended on 31 July 2026."
    assert enforcement.ways_out(step(status="rejected"), TODAY) == []


@pytest.mark.parametrize("name", [STEP["recommendation_id"], 'p/warn/it\'s $(x) `y` "z"/2026-07-01'])
def test_the_commands_are_those_of_the_operations_log(name, tmp_path):
    """Each line is typed into a shell: the same words come out, and the log accepts them."""
    for number, line in enumerate(enforcement.commands(step(recommendation_id=name)).splitlines()):
        program, group, *words = shlex.split(line)
        assert (program, group, words[1]) == ("seller-sla", "ops", name)
        log = {"SELLER_SLA_OPERATIONS_URL": f"sqlite:///{tmp_path}/{number}.sqlite"}
        done = CliRunner().invoke(ops, [*words, "--by", "jana"], env=log)
        assert done.exit_code == 0, done.output


def test_an_appeal_is_read_before_it_is_answered():
    first, granted, refused = enforcement.commands(step(has_open_appeal=True)).splitlines()
    assert first == f"seller-sla ops list recommendation/{STEP['recommendation_id']}"
    assert granted == 'seller-sla ops answer-appeal APPEAL_ID granted --reason "..."'
    assert "refused" in refused


@pytest.mark.parametrize(
    ("steps", "waiting", "appeals", "words"),
    [
        (0, 0, 0, "No step was ever recommended"),
        (5, 4, 2, "4 steps wait for a decision; 2 appeals are open"),
        (5, 1, 1, "1 step waits for a decision; 1 appeal is open"),
        (5, 0, 0, "No step waits for a decision"),
    ],
)
def test_the_headline_of_actions_is_the_answer(steps, waiting, appeals, words):
    totals = SimpleNamespace(step_count=steps, open_count=waiting, appeal_count=appeals)
    assert enforcement.headline(totals) == words


EPISODE = {
    "entity_type": "order",
    "peak_statistic": "bad_rate",
    "pattern": "trend",
    "follow_up_start_date": date(2026, 5, 1),
    "follow_up_end_date": date(2026, 5, 29),
    "follow_up_count": 16,
    "follow_up_bad_count": 7,
    "pattern_decided_on_date": date(2026, 6, 13),
}


@pytest.mark.parametrize(
    ("reason", "changes", "words"),
    [
        (
            "still_beyond_the_limit",
            {},
            "**A trend**: from 1 May to 28 May 2026, after the window that opened it, 7 of 16 orders",
        ),
        ("back_within_the_limit", {"follow_up_end_date": date(2026, 6, 1)}, "**A one-off**: in May 2026, after"),
        (
            "within_chance",
            {"peak_statistic": "mean"},
            "cannot be told**: 7 of 16 days bad from 1 May to 28 May 2026 may be",
        ),
        ("too_few_orders", {}, "are too few to judge"),
        ("too_few_orders", {"follow_up_count": None}, "too few came after it"),
        ("too_early", {}, "that is decided on 13 June 2026, by what came from 1 May"),
        ("too_early", {"pattern_decided_on_date": None}, "**Too early to tell one-off from trend**."),
        ("limit_is_no_share", {}, "its limit is no share"),
        ("new <reason>", {}, "Trend"),
    ],
)
def test_one_off_or_trend_says_what_decides_it(reason, changes, words):
    assert words in enforcement.pattern(SimpleNamespace(**EPISODE | changes, pattern_reason=reason))


WORST = {"entity_type": "order", "display_unit": "percent", "units_per_value": 1, "bad_noun": "late delivery",
         "peak_bad_count": 3, "peak_population_count": 18, "peak_measured_value": None, "peak_rate": None}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"statistic": "good_rate", "peak_rate": 0.555556, "limit_value": 0.9}, "55.6% of 18 orders, limit 90%"),
        ({"statistic": "bad_count", "limit_value": 2}, "3 late deliveries of 18 orders, limit 2"),
        (
            {"statistic": "mean", "peak_measured_value": 374481, "limit_value": 216000, "display_unit": "days",
             "units_per_value": 86400},
            "4.3 days of 18 orders, limit 2.5 days",
        ),
        ({"statistic": "bad_rate", "peak_rate": 0.5, "limit_value": None}, "50.0% of 18 orders"),
    ],
)  # fmt: skip
def test_the_worst_of_a_breach_stands_beside_its_limit(changes, words):
    assert enforcement.at_worst(SimpleNamespace(**WORST | changes)) == words


@pytest.mark.parametrize(
    ("dimension", "value", "words"),
    [
        ("weekday", "4", "Orders placed on a Friday"),
        ("weekday", "9", "Orders placed on a 9"),
        ("order_hour", "23", "Orders placed from 23:00 to 00:00"),
        ("order_hour", "²", "Orders placed from ²"),
        ("sku", "S10-17", r"Product S10\-17"),
        ("new_one", None, "New one "),
    ],
)
def test_a_driver_is_named_in_words(dimension, value, words):
    shown = enforcement.driver_name(SimpleNamespace(dimension=dimension, dimension_value=value))
    assert shown.replace(escape.JOINER, "").replace("\\:", ":") == words


def test_a_driver_tells_both_rates_with_their_ranges():
    row = SimpleNamespace(
        dimension="carrier", dimension_value="Kestrel", excess_share=0.75, inside_rate=0.625, inside_low=0.386, inside_high=0.815,
        inside_bad_count=10, inside_count=16, outside_rate=None, outside_low=None, outside_high=None, outside_bad_count=0,
        outside_count=0,
    )  # fmt: skip
    assert enforcement.driver(row) == (
        "**Carrier Kestrel** explains 75.0% of the excess. Bad are 10 of 16, 62.5% (likely 38.6% to 81.5%); "
        "of all others 0 of 0, –."
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "Nothing is open and waiting for its due time"),
        ((5, 0, 0), "No promise falls due within a day; 5 fall due later"),
        ((5, 1, 0), "1 promise falls due within a day; none of them breaks a limit if missed"),
        ((5, 3, 1), "3 promises fall due within a day; 1 of them breaks a limit if missed"),
    ],
)
def test_the_headline_of_what_is_coming_up(counts, words):
    totals = SimpleNamespace(**dict(zip(("case_count", "day_count", "day_breaks_count"), counts, strict=True)))
    assert coming.headline(totals) == words


@pytest.mark.parametrize(
    ("clock", "business", "words"),
    [
        (11400, 3900, "**3 h 10 min left**  \n:gray[1 h 5 min in business time]"),
        (11400, 11400, "**3 h 10 min left**  \n:gray[all of it business time]"),
        (11400, 0, "**3 h 10 min left**  \n:gray[none of it in business time]"),
        (11400, None, "**3 h 10 min left**  \n:gray[business time not known]"),
    ],
)
def test_time_left_is_told_twice(clock, business, words):
    assert coming.left(SimpleNamespace(seconds_left=clock, business_seconds_left=business)) == words


RISK = {"statistic": "bad_rate", "comparator": "at_most", "limit_value": 0.04, "display_unit": "percent", "bad_noun": "late one",
        "units_per_value": 1, "rate": 0.025, "rate_if_missed": 0.05}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effect": "none"}, "if missed 2.5% → 5.0%  \n:gray[limit ≤ 4%]"),
        ({"effect": "breaks"}, f"{coming.EFFECTS['breaks']}  \nif missed 2.5% → 5.0%, :gray[limit ≤ 4%]"),
        ({"effect": "none", "rate": None}, ":gray[no share is limited]"),
        ({"effect": "none", "comparator": None, "limit_value": None}, "if missed 2.5% → 5.0%  \n:gray[no limit]"),
    ],
)
def test_the_effect_of_a_miss_stands_beside_the_limit(changes, words):
    assert coming.effect(SimpleNamespace(**RISK | changes)) == words


PLACE = {"place": 1, "ranked_count": 22, "seller_name": "Bold & Sons", "seller_id": "S17", "title": "Shipped late",
         "comparator": "at_most", "limit_value": 0.04, "rate": 0.0, "wilson_low": 0.0, "wilson_high": 0.1,
         "population_count": 35, "entity_type": "order"}  # fmt: skip


def test_a_place_goes_by_the_worse_end_of_the_range():
    assert ranks.sure(SimpleNamespace(**PLACE)) == "at most 10.0%"
    assert ranks.sure(SimpleNamespace(**PLACE | {"comparator": "at_least", "wilson_low": 0.9})) == "at least 90.0%"
    assert "Ranked by the high end" in ranks.explained(SimpleNamespace(**PLACE))


def test_who_is_first_and_who_shares_it():
    first, second = SimpleNamespace(**PLACE), SimpleNamespace(**PLACE | {"place": 2})
    assert ranks.headline((first, second)) == r"Bold \& Sons is first of 22 in “Shipped late”"
    assert ranks.headline((first, first, second)) == "2 of 22 share the first place in “Shipped late”"
    assert ranks.headline(()) == "Nobody can be ranked yet"


@pytest.mark.parametrize(
    ("gained", "words"), [(3, "arrow_upward: 3"), (-2, "arrow_downward: 2"), (0, "same"), (None, "–")]
)
def test_moves_have_a_direction(gained, words):
    assert words in ranks.moved(SimpleNamespace(places_gained=gained))
