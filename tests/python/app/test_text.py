"""The copy rules: numbers, dates and sentences as people read them."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from components import status, text


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        (0.822, 0.9, "82.2%"),
        (0.0146, 0.015, "1.46%"),
        (0.08, 0.08, "8.0%"),
        (0.0801, 0.08, "8.01%"),
        (0.8996, 0.9, "89.96%"),
        (0.0, 0.015, "0%"),
        (1.0, 0.9, "100%"),
        (0.899999, 0.9, "89.9999%"),
        (0.015, 0.015, "1.50%"),
        (0.5, None, "50.0%"),
    ],
)
def test_rounding_never_reaches_or_crosses_the_limit(value, limit, shown):
    assert text.share(value, limit) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(216000, "2.5 days"), (216100, "2.501 days"), (215900, "2.499 days"), (301106, "3.5 days")]
)
def test_a_mean_is_shown_on_its_side_of_the_limit(seconds, shown):
    assert text.mean(seconds, "days", 216000) == shown


@pytest.mark.parametrize(
    ("number", "noun", "shown"),
    [
        (1, "order", "1 order"),
        (2, "late delivery", "2 late deliveries"),
        (3, "order without tracking", "3 orders without tracking"),
        (2, "wrong status", "2 wrong statuses"),
        (1204, "order", "1,204 orders"),
        (0, "return", "0 returns"),
        (2, "order slower than the limit", "2 orders slower than the limit"),
        (2, "late delivery report", "2 late delivery reports"),
        (1, "row", "1 row"),
        (2, "other reason", "2 other reasons"),
    ],
)
def test_plurals(number, noun, shown):
    assert text.plural(number, noun) == shown


@pytest.mark.parametrize(
    ("seconds", "unit", "shown"),
    [(86400, "days", "1 day"), (129600, "days", "1.5 days"), (3600, "hours", "1 hour"), (7200, "hours", "2 hours")],
)
def test_a_limit_of_one_is_said_in_the_singular(seconds, unit, shown):
    assert text.amount(seconds, True, unit) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(1, "in the day before"), (7, "in the 7 days before"), (30, "in the 30 days before")]
)
def test_the_window_before_is_said_in_days(days, shown):
    start = date(2026, 6, 3)
    assert text.before(SimpleNamespace(window_start_date=start, window_end_date=start + timedelta(days=days))) == shown


@pytest.mark.parametrize(
    ("comparator", "unit", "value", "words", "sign"),
    [
        ("at_most", "percent", 0.015, "at most 1.5%", "≤ 1.5%"),
        ("below", "percent", 0.04, "below 4%", "< 4%"),
        ("at_least", "percent", 0.9, "at least 90%", "≥ 90%"),
        ("above", "percent", 0.985, "above 98.5%", "> 98.5%"),
        ("at_most", "days", 216000.0, "at most 2.5 days", "≤ 2.5 days"),
        ("at_most", "hours", 7200.0, "at most 2 hours", "≤ 2 hours"),
        (None, "percent", None, "not set", "none"),
    ],
)
def test_limits_in_words_and_signs(comparator, unit, value, words, sign):
    row = SimpleNamespace(comparator=comparator, display_unit=unit, limit_value=value)
    assert (text.limit(row), text.limit(row, sign=True)) == (words, sign)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 6, 1), date(2026, 7, 1), "June 2026"),
        (date(2026, 6, 2), date(2026, 7, 2), "2 Jun to 1 Jul 2026"),
        (date(2025, 12, 3), date(2026, 1, 2), "3 Dec 2025 to 1 Jan 2026"),
        (date(2026, 12, 1), date(2027, 1, 1), "December 2026"),
        (date(2026, 6, 2), date(2026, 6, 3), "2 June 2026"),
        (date(2026, 6, 1), date(2026, 8, 1), "1 Jun to 31 Jul 2026"),
        (date(1918, 10, 18), date(2018, 10, 18), "all time to 17 Oct 2018"),
    ],
)
def test_a_half_open_window_is_shown_by_its_days(start, end, shown):
    assert text.period(start, end) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (40, "40 s"),
        (60, "1 min"),
        (3600, "1 h"),
        (7800, "2 h 10 min"),
        (86400, "1 day"),
        (187200, "2 days 4 h"),
        (65220, "18 h 7 min"),
    ],
)
def test_spans_show_the_two_largest_units(seconds, shown):
    assert text.span(seconds) == shown


def test_moments_are_told_in_the_zone_across_the_clock_change():
    assert text.clock(datetime(2026, 3, 29, 0, 59), "Europe/Prague") == "Sun 29 Mar, 01:59"
    assert text.clock(datetime(2026, 3, 29, 1, 0), "Europe/Prague") == "Sun 29 Mar, 03:00"
    assert text.clock(datetime(2026, 1, 1, 2, 0), "America/New_York", with_year=True) == "Wed 31 Dec 2025, 21:00"


@pytest.mark.parametrize(
    ("zone", "calendar", "shown"),
    [
        ("Europe/Prague", "cz_mon_fri", "Prague time"),
        ("America/New_York", "us_mon_fri", "New York time"),
        ("UTC", "", "UTC"),
        ("UTC", "olist_local", "times as delivered"),
    ],
)
def test_zones_have_names_that_people_use(zone, calendar, shown):
    assert text.zone_words(zone, calendar) == shown


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [(168090, "CZK", "1,680.90 CZK"), (1681, "JPY", "1,681 JPY"), (None, "EUR", ""), (5, None, "")],
)
def test_money_in_its_own_units(minor, currency, shown):
    assert text.money(minor, currency) == shown


def test_a_year_is_named_when_it_is_another():
    assert text.near_day(date(2026, 6, 1), date(2026, 7, 1)) == "1 Jun"
    assert text.near_day(date(2025, 6, 1), date(2026, 7, 1)) == "1 Jun 2025"


def test_long_ids_and_names_are_cut_and_a_missing_name_is_the_id():
    assert text.short_id("e481f51cbdc54678b7cc49136f2d6af7") == "e481f51c…2d6af7"
    assert text.name(None, "S1") == "S1"
    assert text.name("x" * 90, "S1") == "xxxxxxxx…xxxxxx"
    assert len(text.name("many words " * 20, "S1", 44)) <= 44


def score(**facts):
    base = {
        "status": "good",
        "statistic": "bad_rate",
        "limit_value": 0.015,
        "bad_noun": "cancelled order",
        "bad_count": 2,
        "population_count": 200,
        "budget_left": 1,
        "budget_allowed": 3,
        "orders_to_recover": None,
        "min_volume": 10,
        "min_bad_count": 2,
        "display_unit": "percent",
        "measured_value": None,
        "as_of_date": date(2026, 7, 1),
        "window_start_date": date(2026, 6, 2),
        "window_end_date": date(2026, 7, 2),
        "next_rolloff_date": date(2026, 7, 4),
    }
    return SimpleNamespace(**base | facts)


def june(**facts):
    """The last whole month as of 1 July: no order to come can change its rate."""
    base = {
        "bad_noun": "late delivery",
        "window_start_date": date(2026, 6, 1),
        "window_end_date": date(2026, 7, 1),
        "next_rolloff_date": date(2026, 8, 1),
    }
    return score(**base | facts)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "**Room for 1 more** cancelled order, 3 allowed."),
        ({"budget_left": 0}, "**No room left**: the next cancelled order is over the limit."),
        (
            {"status": "breach", "budget_left": -5, "orders_to_recover": 302},
            "**5 cancelled orders too many.** Back within the limit after 302 good orders in a row.",
        ),
        ({"status": "breach", "budget_left": -1}, "**1 cancelled order too many.**"),
        (
            {"status": "watch", "budget_left": -1, "bad_count": 1},
            "**Over the limit by 1 cancelled order**, but a breach takes at least 2 cancelled orders.",
        ),
        (
            {"status": "at_risk", "budget_left": -1, "bad_count": 5, "wilson_low": 0.0215, "wilson_high": 0.1118},
            "**Over the limit by 1 cancelled order**, but that may be chance: likely 2.15% to 11.18%.",
        ),
        (
            {"status": "insufficient", "bad_count": 1, "population_count": 4},
            "Judged from 10 orders on. So far: 1 cancelled order in 4 orders.",
        ),
        ({"status": "no_data"}, "No orders in this window, so nothing to judge."),
        (
            {"statistic": "mean", "display_unit": "days", "limit_value": 216000.0, "measured_value": 259200},
            "**0.5 days over the limit** on average.",
        ),
        ({"limit_value": None}, "No limit is set for this window."),
    ],
)
def test_advice_says_what_is_left_or_what_gets_the_seller_back(facts, words):
    assert status.advice(score(**facts)) == words


JULY = "June 2026 is closed; the next judgement is of July 2026, on 1 August."


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "breach", "budget_left": -11}, f"**11 late deliveries too many.** {JULY}"),
        (
            {"status": "breach", "budget_left": -11, "orders_to_recover": 101},
            f"**11 late deliveries too many.** {JULY}",
        ),
        (
            {"status": "watch", "budget_left": -1, "bad_count": 1},
            f"**Over the limit by 1 late delivery**, but a breach takes at least 2 late deliveries. {JULY}",
        ),
        (
            {"status": "breach", "budget_left": -1, "next_rolloff_date": None},
            "**1 late delivery too many.** June 2026 is closed.",
        ),
        ({}, "**2 late deliveries**, 3 allowed. June 2026 is closed."),
        ({"bad_count": 1}, "**1 late delivery**, 3 allowed. June 2026 is closed."),
        ({"bad_count": 3, "budget_left": 0}, "**3 late deliveries**, 3 allowed. June 2026 is closed."),
        (
            {"bad_count": 0, "budget_left": 0, "budget_allowed": 0},
            "**No late deliveries**, none allowed. June 2026 is closed.",
        ),
        (
            {"status": "insufficient", "bad_count": 1, "population_count": 4},
            "Judged from 10 orders on. June 2026 had 1 late delivery in 4 orders.",
        ),
    ],
)
def test_a_closed_window_promises_no_way_back(facts, words):
    assert status.advice(june(**facts)) == words


@pytest.mark.parametrize(
    ("start", "end", "moves", "words"),
    [
        (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), "the next judgement is of January 2027, on 1 February"),
        (
            date(2026, 11, 1),
            date(2026, 12, 1),
            date(2027, 1, 1),
            "the next judgement is of December 2026, on 1 January 2027",
        ),
        (
            date(2026, 1, 1),
            date(2026, 4, 1),
            date(2026, 5, 1),
            "the next judgement is of 1 Feb to 30 Apr 2026, on 1 May",
        ),
        (date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 9), "the oldest leave it on 9 July"),
        (date(2026, 5, 27), date(2026, 6, 26), date(2026, 7, 9), "the oldest leave it on 9 July"),
        (date(2026, 6, 1), date(2026, 7, 1), None, ""),
    ],
    ids=["next year", "judged in the next year", "a quarter", "30 days that are a month", "days that slide", "unknown"],
)
def test_what_comes_after_a_closed_window(start, end, moves, words):
    row = score(window_start_date=start, window_end_date=end, next_rolloff_date=moves, as_of_date=end)
    assert text.next_judgement(row) == words


def test_a_window_is_open_while_its_last_day_lasts():
    assert not text.is_closed(june(as_of_date=date(2026, 6, 30)))
    assert text.is_closed(june(as_of_date=date(2026, 7, 1)))
