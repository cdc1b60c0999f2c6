"""Rules and limits in words, for every way that the seeds can say them."""

from datetime import datetime
from itertools import product
from types import SimpleNamespace

import pytest

from seller_sla.definitions import sentences
from seller_sla.definitions.rows import Limit

STATISTICS = ("bad_rate", "good_rate", "bad_count", "mean", "median", "p90", "p95")
COMPARATORS = ("at_most", "below", "at_least", "above")


def limit(**facts):
    """At most 4% late deliveries."""
    base = {
        "statistic": "bad_rate",
        "comparator": "at_most",
        "limit_value": 0.04,
        "warn_value": None,
        "min_volume": 0,
        "min_bad_count": 0,
        "min_periods": 1,
        "of_periods": 1,
        "bad_unit": "entities",
        "min_bad_unit": "entities",
        "confidence": "point",
        "source_url": "none",
        "is_assumption": True,
        "valid_from": datetime(2000, 1, 1),
        "valid_to": None,
        "severity_title": None,
        "display_unit": "percent",
        "units_per_value": 1,
        "bad_noun": "late delivery",
        "entity_type": "order",
    }
    return SimpleNamespace(**base | facts)


def measured(statistic="mean", comparator="at_most", **facts):
    """In hours."""
    base = {"statistic": statistic, "comparator": comparator, "limit_value": 7200.0}
    return limit(**base | {"display_unit": "hours", "units_per_value": 3600} | facts)


def policy(**facts):
    """A policy without a clock."""
    base = {
        "policy_version": 1,
        "rule_sentence": "Cancelled by the seller.",
        "valid_from": datetime(2000, 1, 1),
        "valid_to": None,
        "buyer_country": "any",
        "seller_group": "any",
        "seller_id": "any",
        "binding": "created",
        "anchor": "due",
        "maturity_days": 0,
        "is_carrier_accountable": False,
        "due_rule": "none",
        "amount": None,
        "calendar_of": "none",
        "calendar_id": "none",
        "calendar_sentence": None,
        "is_start_day_one": None,
        "cutoff_minute": None,
        "due_minute": None,
        "promise_version": "none",
        "is_early_late": False,
        "time_basis": "happened",
        "source_url": "none",
        "is_assumption": False,
        "entity_type": "order",
        "unit": "share",
    }
    return SimpleNamespace(**base | facts)


def window(**facts):
    """The last 30 days."""
    base = {"ends_on": "as_of", "length": 30, "unit": "day", "skip_days": 0, "needs_volume": 0, "entity_type": "order"}
    return SimpleNamespace(**base | facts)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (limit(), "Late deliveries, of all orders judged: at most 4%"),
        (limit(comparator="below"), "Late deliveries, of all orders judged: below 4%"),
        (limit(entity_type="parcel"), "Late deliveries, of all parcels judged: at most 4%"),
        (limit(bad_unit="buyers"), "Buyers with a late delivery, of all orders judged: at most 4%"),
        (
            limit(bad_unit="accountable"),
            "Late deliveries that the seller answers for, of all orders judged: at most 4%",
        ),
        (
            limit(statistic="good_rate", comparator="at_least", limit_value=0.9),
            "Good orders, of all orders judged: at least 90%",
        ),
        (
            limit(statistic="good_rate", comparator="above", limit_value=0.9, bad_unit="accountable"),
            "Orders less late deliveries that the seller answers for, of all orders judged: above 90%",
        ),
        (limit(statistic="bad_count", limit_value=3.0), "At most 3 late deliveries"),
        (limit(statistic="bad_count", limit_value=1.0), "At most 1 late delivery"),
        (limit(statistic="bad_count", limit_value=3.0, comparator="below"), "Fewer than 3 late deliveries"),
        (limit(statistic="bad_count", limit_value=3.0, bad_unit="buyers"), "At most 3 buyers with a late delivery"),
        (limit(statistic="bad_count", limit_value=2.0, bad_unit="in_a_row"), "At most 2 late deliveries in a row"),
        (measured(), "On average at most 2 hours"),
        (
            measured(limit_value=4800.0, display_unit="stars", units_per_value=1000, comparator="at_least"),
            "On average at least 4.8 stars",
        ),
        (measured("median"), "Median at most 2 hours"),
        (measured("median", "below", limit_value=3600.0), "Median below 1 hour"),
        (measured("p90"), "9 of 10 orders within 2 hours"),
        (measured("p95", "below", entity_type="ticket"), "19 of 20 tickets in less than 2 hours"),
        (
            measured(
                "p90",
                "at_least",
                limit_value=4000.0,
                display_unit="stars",
                units_per_value=1000,
                entity_type="feedback",
            ),
            "90th percentile at least 4 stars",
        ),
    ],
)
def test_what_a_limit_allows(row, words):
    assert sentences.allowed(row) == words


@pytest.mark.parametrize(("statistic", "comparator"), list(product(STATISTICS, COMPARATORS)))
@pytest.mark.parametrize("bad_unit", ["entities", "buyers", "accountable", "in_a_row"])
def test_every_statistic_reads_well_with_every_comparator(statistic, comparator, bad_unit):
    is_value = statistic not in STATISTICS[:3]
    row = (measured if is_value else limit)(
        statistic=statistic,
        comparator=comparator,
        bad_unit=bad_unit,
        limit_value=7200.0 if is_value else 3.0 if statistic == "bad_count" else 0.04,
    )
    side = sentences.limits_side(Limit(row, (SimpleNamespace(**vars(row) | {"severity_title": "Worse"}),)))
    said = [line.words for line in side.lines]
    assert len(said) == 3
    for words in said:
        assert words == words.strip()
        assert "None" not in words
        assert "  " not in words
    amount = "2 hours" if is_value else "3 " if statistic == "bad_count" else "4%"
    assert amount in said[0]
    assert amount in said[1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (limit(limit_value=0.1), "more than 10%"),
        (limit(limit_value=0.1, comparator="below"), "10% or more"),
        (limit(statistic="good_rate", limit_value=0.8, comparator="at_least"), "less than 80%"),
        (limit(statistic="good_rate", limit_value=0.8, comparator="above"), "80% or less"),
        (limit(statistic="bad_count", limit_value=5.0), "more than 5 late deliveries"),
        (measured("p90"), "90th percentile more than 2 hours"),
        (measured("mean"), "more than 2 hours"),
        (
            limit(limit_value=0.1, min_volume=30, min_bad_count=3, min_bad_unit="buyers"),
            "more than 10%, from 30 orders on, with at least 3 buyers with a late delivery",
        ),
        (
            limit(limit_value=0.1, min_periods=5, of_periods=22),
            "more than 10%, in 5 of the last 22 weeks with enough orders",
        ),
        (
            limit(limit_value=0.1, min_periods=2, of_periods=2),
            "more than 10%, in each of the last 2 weeks with enough orders",
        ),
    ],
)
def test_a_level_is_reached_when_what_it_allows_is_not_kept(row, words):
    row.severity_title, row.is_assumption = "Enforced", False
    assert sentences.level(row, sentences.period([window(unit="week", length=1)])) == sentences.Line("Enforced", words)


def test_a_limit_says_when_it_is_close_from_how_many_on_and_what_a_breach_takes():
    row = limit(warn_value=0.03, min_volume=10, min_bad_count=3, confidence="wilson", source_url="https://e.org/x")
    assert sentences.limits_side(Limit(row, ())) == sentences.Side(
        "Always",
        (
            sentences.Line("Limit", "Late deliveries, of all orders judged: at most 4%"),
            sentences.Line("Close", "over 3%"),
            sentences.Line("Judged", "from 10 orders on"),
            sentences.Line(
                "Breach",
                "takes at least 3 late deliveries; only when chance is ruled out: the whole likely range (95%) lies beyond "
                "the limit",
            ),
            sentences.Line("Source", "assumed; what is published", "https://e.org/x"),
        ),
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "no due time; what happened decides"),
        ({"unit": "seconds"}, "no due time; what was measured counts"),
        ({"due_rule": "promise", "promise_version": "first"}, "the first promise; moving it changes nothing"),
        (
            {"due_rule": "promise", "promise_version": "first", "is_early_late": True},
            "the first promise; moving it changes nothing; before the promised window begins is out of it too",
        ),
        (
            {"due_rule": "promise", "promise_version": "latest"},
            "the promise; one that is moved before it has passed holds",
        ),
        (
            {"due_rule": "elapsed_hours", "amount": 24},
            "24 hours after its start, nights, weekends and holidays included",
        ),
        ({"due_rule": "elapsed_hours", "amount": 1}, "1 hour after its start, nights, weekends and holidays included"),
        ({"due_rule": "business_hours", "amount": 8}, "8 business hours after its start"),
        ({"due_rule": "business_days", "amount": 1}, "the end of the next business day"),
        ({"due_rule": "business_days", "amount": 2}, "the end of the 2nd business day after its start"),
        (
            {"due_rule": "business_days", "amount": 3, "due_minute": 1020},
            "17:00 on the 3rd business day after its start",
        ),
        (
            {"due_rule": "business_days", "amount": 1, "is_start_day_one": True},
            "the end of the business day of its start",
        ),
        (
            {"due_rule": "business_days", "amount": 2, "is_start_day_one": True},
            "the end of the 2nd business day, its start on the 1st",
        ),
        (
            {"due_rule": "business_days", "amount": 1, "cutoff_minute": 840},
            "the end of the next business day; from 14:00 on it starts the next day",
        ),
        (
            {"due_rule": "business_days", "amount": 11, "due_minute": 545, "cutoff_minute": 1020},
            "09:05 on the 11th business day after its start; from 17:00 on it starts the next day",
        ),
    ],
)
def test_when_it_is_due(facts, words):
    assert sentences.due(policy(**facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"due_rule": "promise"}, ""),
        ({"due_rule": "elapsed_hours", "amount": 24}, ""),
        (
            {
                "due_rule": "business_days",
                "calendar_of": "fixed",
                "calendar_id": "de_mon_fri",
                "calendar_sentence": "Business days of Germany",
            },
            "Business days of Germany",
        ),
        (
            {"due_rule": "business_days", "calendar_of": "ship_from_country", "calendar_id": "mon_fri"},
            "Monday to Friday without public holidays, by the country it is sent from; by the program's where that is not known",
        ),
        (
            {"due_rule": "business_hours", "calendar_of": "buyer_country", "calendar_id": "office_8_16"},
            "office 8 16, by the buyer's country; by the program's where that is not known",
        ),
    ],
)
def test_by_which_calendar(facts, words):
    assert sentences.calendar(policy(**facts)) == words


def test_every_clock_has_words():
    """Whatever the seeds combine: no hole, no `None`, one line."""
    rules = ("none", "promise", "elapsed_hours", "business_days", "business_hours")
    for rule, day_one, cutoff, minute, calendar_of, basis in product(
        rules,
        (None, False, True),
        (None, 0, 1440),
        (None, 0, 1439),
        ("fixed", "ship_from_country", "buyer_country"),
        ("happened", "recorded"),
    ):
        row = policy(
            due_rule=rule, amount=2, is_start_day_one=day_one, cutoff_minute=cutoff, due_minute=minute, time_basis=basis,
            calendar_of=calendar_of, calendar_id="mon_fri", promise_version="first" if rule == "promise" else "none",
        )  # fmt: skip
        said = {line.name: line.words for line in sentences.version(row).lines}
        assert said["Due"]
        assert ("Calendar" in said) == (rule in ("business_days", "business_hours"))
        assert not [words for words in said.values() if "None" in words or "  " in words or words != words.strip()]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "the last 30 days"),
        ({"length": 1}, "the last day"),
        ({"length": 14, "skip_days": 7}, "the 14 days up to 7 days ago"),
        ({"length": 14, "skip_days": 1}, "the 14 days up to 1 day ago"),
        ({"unit": "week", "length": 2}, "the last 2 weeks"),
        ({"unit": "month", "length": 3}, "the last 3 months"),
        ({"unit": "ever", "length": 1}, "all time"),
        ({"unit": "first_orders", "length": 100}, "the first 100 orders of a seller"),
        ({"unit": "first_orders", "length": 1}, "the first order of a seller"),
        ({"ends_on": "last_week", "unit": "week", "length": 1}, "the last whole week, Monday to Sunday"),
        ({"ends_on": "last_week", "unit": "week", "length": 4}, "the last 4 whole weeks"),
        ({"ends_on": "last_week"}, "the 30 days up to last Sunday"),
        ({"ends_on": "last_week", "unit": "month", "length": 3}, "the 3 months up to last Sunday"),
        ({"ends_on": "last_month", "unit": "month", "length": 1}, "the last whole month"),
        ({"ends_on": "last_month", "unit": "month", "length": 12}, "the last 12 whole months"),
        ({"ends_on": "last_month", "length": 90}, "the 90 days up to the end of last month"),
        ({"ends_on": "last_month", "unit": "ever", "length": 1}, "all time up to the end of last month"),
        ({"ends_on": "this_month", "unit": "month", "length": 1}, "this month"),
        ({"ends_on": "this_month", "unit": "month", "length": 2}, "this month and the one before it"),
        ({"ends_on": "this_month", "unit": "month", "length": 3}, "this month and the 2 before it"),
        ({"ends_on": "this_month", "length": 1}, "the day up to the end of this month"),
    ],
)
def test_which_days_a_window_has(facts, words):
    assert sentences.window([window(**facts)], limit()) == words


def test_a_window_with_choices_says_which_is_taken_when():
    quarter = window(ends_on="last_month", unit="month", length=3, needs_volume=400)
    year = window(ends_on="last_month", unit="month", length=12)
    words = "the last 3 whole months if at least 400 orders are judged in it, otherwise the last 12 whole months"
    assert sentences.window([quarter, year], limit()) == words
    demanding = SimpleNamespace(**vars(year) | {"needs_volume": 1})
    words = (
        "the last 3 whole months if at least 400 orders are judged in it, otherwise the last 12 whole months if at least "
        "1 order is judged in it, otherwise the last 3 whole months"
    )
    assert sentences.window([quarter, demanding], limit()) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (datetime(2000, 1, 1), None, "always"),
        (datetime(2000, 1, 1), datetime(2021, 1, 1), "until 31 December 2020"),
        (datetime(2021, 1, 1), None, "since 1 January 2021"),
        (datetime(2021, 1, 1), datetime(2022, 1, 1), "1 January 2021 to 31 December 2021"),
        (datetime(2024, 7, 25, 7), datetime(2024, 9, 25, 7), "25 July 2024, 07:00 UTC to 25 September 2024, 07:00 UTC"),
    ],
)
def test_since_when_and_until_when(since, until, words):
    assert sentences.validity(since, until) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, ""),
        ({"buyer_country": "PL"}, "buyers in PL"),
        ({"seller_group": "gold", "buyer_country": "PL"}, "sellers of the group gold and buyers in PL"),
        ({"seller_id": "S1"}, "the seller S1"),
    ],
)
def test_for_whom_a_policy_is(facts, words):
    assert sentences.scope(policy(**facts)) == words


@pytest.mark.parametrize(
    ("enrolment", "marketplace", "words"),
    [
        ("everyone", "any", "Judges the sellers that are listed in it, and those that are listed in no program."),
        ("members", "any", "Judges the sellers that are listed in it."),
        ("members", "olist", "Judges the sellers that are listed in it, by their orders on the marketplace olist."),
    ],
)
def test_who_is_judged(enrolment, marketplace, words):
    assert sentences.enrolment(SimpleNamespace(enrolment=enrolment, marketplace=marketplace)) == words


@pytest.mark.parametrize(
    ("url", "is_assumption", "line"),
    [
        ("https://e.org/x", False, ("published", "https://e.org/x")),
        ("https://e.org/x", True, ("assumed; what is published", "https://e.org/x")),
        ("none", True, ("assumed", "")),
        ("none", False, ("of the house", "")),
    ],
)
def test_where_it_is_published(url, is_assumption, line):
    found = sentences.source(url, is_assumption)
    assert (found.words, found.url) == line


def test_a_version_says_what_it_is_what_counts_when_and_who_answers_for_the_carrier():
    row = policy(
        policy_version=2,
        valid_from=datetime(2021, 1, 1),
        maturity_days=14,
        entity_type="ticket",
        due_rule="promise",
        promise_version="first",
        is_early_late=False,
    )
    side = sentences.version(row)
    assert side.title == "Version 2, since 1 January 2021"
    said = {line.name: line.words for line in side.lines}
    assert said["Counts"] == (
        "A ticket counts on the day of its due time, by the version in force at its creation; its verdict is taken as final "
        "14 days later"
    )
    assert (
        said["Carrier"] == "The seller does not answer for what the carrier causes; the accountable rate leaves it out"
    )
    assert said["Time counted"] == "When it happened"


def test_what_counts_on_the_day_that_binds_it_says_so_once():
    words = "an order counts on the day of its creation, by the version then in force; its verdict is taken as final at once"
    assert sentences.counting(policy(anchor="created")) == words
