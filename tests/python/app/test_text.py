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


PERCENT = {"display_unit": "percent", "units_per_value": 1}
DAYS = {"display_unit": "days", "units_per_value": 86400}
HOURS = {"display_unit": "hours", "units_per_value": 3600}
STARS = {"display_unit": "stars", "units_per_value": 1000}


@pytest.mark.parametrize(
    ("seconds", "shown"), [(216000, "2.5 days"), (216100, "2.501 days"), (215900, "2.499 days"), (301106, "3.5 days")]
)
def test_a_mean_is_shown_on_its_side_of_the_limit(seconds, shown):
    assert text.value(seconds, SimpleNamespace(**DAYS), 216000) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(4600, "4.6 stars"), (4799, "4.799 stars"), (4800, "4.8 stars"), (5000, "5.0 stars")]
)
def test_stars_are_shown_on_their_side_of_the_limit(value, shown):
    assert text.value(value, SimpleNamespace(**STARS), 4800) == shown


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
        (2, "buyer with a late delivery", "2 buyers with a late delivery"),
        (3, "late delivery that the seller answers for", "3 late deliveries that the seller answers for"),
        (2, "order not received", "2 orders not received"),
        (2, "return without a proper answer", "2 returns without a proper answer"),
        (2, "late reply", "2 late replies"),
        (2, "missed dispatch", "2 missed dispatches"),
    ],
)
def test_plurals(number, noun, shown):
    assert text.plural(number, noun) == shown


@pytest.mark.parametrize(
    ("value", "unit", "size", "shown"),
    [
        (86400, "days", 86400, "1 day"),
        (129600, "days", 86400, "1.5 days"),
        (3600, "hours", 3600, "1 hour"),
        (7200, "hours", 3600, "2 hours"),
        (1800, "minutes", 60, "30 minutes"),
        (60, "minutes", 60, "1 minute"),
        (4800, "stars", 1000, "4.8 stars"),
    ],
)
def test_an_amount_is_in_its_unit_and_one_in_the_singular(value, unit, size, shown):
    assert text.amount(value, SimpleNamespace(statistic="mean", display_unit=unit, units_per_value=size)) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(1, "in the day before"), (7, "in the 7 days before"), (30, "in the 30 days before")]
)
def test_the_window_before_is_said_in_days(days, shown):
    start = date(2026, 6, 3)
    assert text.before(SimpleNamespace(window_start_date=start, window_end_date=start + timedelta(days=days))) == shown


@pytest.mark.parametrize(
    ("statistic", "comparator", "unit", "value", "words", "sign"),
    [
        ("bad_rate", "at_most", PERCENT, 0.015, "at most 1.5%", "≤ 1.5%"),
        ("bad_rate", "below", PERCENT, 0.04, "below 4%", "< 4%"),
        ("good_rate", "at_least", PERCENT, 0.9, "at least 90%", "≥ 90%"),
        ("good_rate", "above", PERCENT, 0.985, "above 98.5%", "> 98.5%"),
        ("bad_count", "at_most", PERCENT, 3.0, "at most 3 late deliveries", "≤ 3"),
        ("bad_count", "at_most", PERCENT, 1.0, "at most 1 late delivery", "≤ 1"),
        ("bad_count", "below", PERCENT, 3.0, "fewer than 3 late deliveries", "< 3"),
        ("mean", "at_most", DAYS, 216000.0, "at most 2.5 days", "≤ 2.5 days"),
        ("mean", "at_least", STARS, 4800.0, "at least 4.8 stars", "≥ 4.8 stars"),
        ("median", "at_most", HOURS, 7200.0, "median at most 2 hours", "median ≤ 2 hours"),
        ("median", "above", STARS, 4000.0, "median above 4 stars", "median > 4 stars"),
        ("p90", "at_most", HOURS, 86400.0, "9 of 10 within 24 hours", "9 of 10 ≤ 24 hours"),
        ("p95", "at_most", HOURS, 86400.0, "19 of 20 within 24 hours", "19 of 20 ≤ 24 hours"),
        ("p95", "below", HOURS, 3600.0, "19 of 20 in less than 1 hour", "19 of 20 < 1 hour"),
        ("p90", "at_most", STARS, 3000.0, "9 of 10 at most 3 stars", "9 of 10 ≤ 3 stars"),
        ("p90", "at_least", STARS, 3000.0, "90th percentile at least 3 stars", "90th percentile ≥ 3 stars"),
        (None, None, PERCENT, None, "not set", "none"),
    ],
)
def test_limits_in_words_and_signs(statistic, comparator, unit, value, words, sign):
    row = score(statistic=statistic, comparator=comparator, limit_value=value, bad_noun="late delivery", **unit)
    assert (text.limit(row), text.limit(row, sign=True)) == (words, sign)


@pytest.mark.parametrize(
    ("bad_unit", "words"),
    [
        ("entities", "2 cancelled orders"),
        ("buyers", "2 buyers with a cancelled order"),
        ("accountable", "2 cancelled orders that the seller answers for"),
        ("in_a_row", "2 cancelled orders in a row"),
        (None, "2 cancelled orders"),
    ],
)
def test_what_is_counted_against_the_limit_has_a_name(bad_unit, words):
    assert text.bad(score(bad_unit=bad_unit), 2) == words


@pytest.mark.parametrize(
    ("entity_type", "one", "two"),
    [
        ("order", "1 order", "2 orders"),
        ("parcel", "1 parcel", "2 parcels"),
        ("line", "1 order line", "2 order lines"),
        ("return_request", "1 return request", "2 return requests"),
        ("feedback", "1 rating", "2 ratings"),
        ("ticket", "1 ticket", "2 tickets"),
        ("message", "1 message", "2 messages"),
        ("piece", "1 piece", "2 pieces"),
    ],
)
def test_what_is_judged_has_the_name_of_its_kind(entity_type, one, two):
    row = score(entity_type=entity_type)
    assert (text.judged(row, 1), text.judged(row, 2)) == (one, two)


def test_what_several_metrics_judge_has_one_name_or_a_common_one():
    assert text.entities_of([score(), score()]) == "orders"
    assert text.entities_of([score(), score(entity_type="ticket")]) == "cases"


@pytest.mark.parametrize(
    ("statistic", "facts", "words"),
    [
        ("bad_rate", {"rate": 0.01, "bad_count": 2}, ("1.00%", "2 of 200 orders")),
        ("good_rate", {"rate": 0.99, "bad_count": 2, "limit_value": 0.9}, ("99.0%", "198 of 200 orders")),
        ("bad_count", {"bad_count": 5, "limit_value": 3.0}, ("5", "5 of 200 orders")),
        ("bad_rate", {"rate": 0.01, "bad_unit": "buyers"}, ("1.00%", "2 buyers with a cancelled order, 200 orders")),
        ("bad_count", {"bad_unit": "in_a_row", "limit_value": 1.0}, ("2", "2 cancelled orders in a row, 200 orders")),
        ("mean", {"measured_value": 216000}, ("2.5 days", "Mean of 200 orders")),
        ("median", {"measured_value": 216000}, ("2.5 days", "Median of 200 orders")),
        ("p95", {"measured_value": 216000}, ("2.5 days", "19 of 20 within, of 200 orders")),
        ("mean", {**STARS, "measured_value": 4600, "limit_value": 4800.0}, ("4.6 stars", "Mean of 200 orders")),
        (
            "p90",
            {**STARS, "measured_value": 4000, "limit_value": 4800.0},
            ("4.0 stars", "9 of 10 at or below, of 200 orders"),
        ),
    ],
)
def test_the_number_of_a_score_and_what_it_is_of(statistic, facts, words):
    unit = {**DAYS, "limit_value": 216000.0} if text.is_value(score(statistic=statistic)) else PERCENT
    row = score(**unit | {"statistic": statistic} | facts)
    assert (text.measure(row), status.counted(row)) == words


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
        "comparator": "at_most",
        "bad_unit": "entities",
        "min_bad_unit": "entities",
        "entity_type": "order",
        "display_unit": "percent",
        "units_per_value": 1,
        "accountable_bad_count": 2,
        "severity_title": None,
        "measured_value": None,
        "wilson_low": None,
        "window_title": "last 30 days",
        "ends_on": "as_of",
        "as_of_date": date(2026, 7, 1),
        "window_start_date": date(2026, 6, 2),
        "window_end_date": date(2026, 7, 2),
        "next_rolloff_date": date(2026, 7, 4),
    }
    return SimpleNamespace(**base | facts)


def june(**facts):
    """The last whole month as of 1 July: no order to come can change its rate."""
    base = {
        "ends_on": "last_month",
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
        ({"status": "no_data", "population_count": 0}, "No orders in this window, so nothing to judge."),
        (
            {"statistic": "mean", **DAYS, "limit_value": 216000.0, "measured_value": 259200},
            "**0.5 days over the limit** on average.",
        ),
        (
            {"statistic": "median", **HOURS, "limit_value": 7200.0, "measured_value": 3600},
            "**1.0 hours under the limit** in the median.",
        ),
        (
            {"statistic": "p95", **HOURS, "limit_value": 7200.0, "measured_value": 10800, "entity_type": "ticket"},
            "**1.0 hours over the limit**, which is 19 of 20 tickets within 2 hours.",
        ),
        (
            {"statistic": "mean", **STARS, "comparator": "at_least", "limit_value": 4800.0, "measured_value": 4600},
            "**0.2 stars under the limit** on average.",
        ),
        ({"statistic": "mean", **STARS, "limit_value": 4800.0, "measured_value": 4800}, "**At the limit** on average."),
        (
            {"statistic": "bad_count", "limit_value": 3.0, "bad_count": 5, "budget_left": -2, "status": "breach"},
            "**2 cancelled orders too many.**",
        ),
        (
            {"statistic": "bad_count", "bad_unit": "buyers", "budget_left": 0},
            "**No room left**: the next buyer with a cancelled order is over the limit.",
        ),
        (
            {"status": "watch", "budget_left": -1, "min_bad_count": 3, "min_bad_unit": "buyers"},
            "**Over the limit by 1 cancelled order**, but a breach takes at least 3 buyers with a cancelled order.",
        ),
        (
            {"status": "no_data", "population_count": 0, "entity_type": "ticket"},
            "No tickets in this window, so nothing to judge.",
        ),
        ({"status": "no_data", "statistic": "p90"}, "Nothing was measured in this window, so nothing to judge."),
        (
            {"status": "insufficient", "statistic": "median", "entity_type": "message", "population_count": 4},
            "Judged from 10 messages on. So far: 4 messages.",
        ),
        (
            {"status": "breach", "bad_unit": "accountable", "budget_left": -2},
            "**2 cancelled orders too many**, counting only what the seller answers for.",
        ),
        (
            {
                "window_start_date": date(1900, 1, 1),
                "window_end_date": date(2026, 7, 1),
                "window_title": "first 100 orders",
            },
            "**2 cancelled orders**, 3 allowed. The first 100 orders are complete.",
        ),
        (
            {"status": "breach", "budget_left": -1, "orders_to_recover": 20, "entity_type": "parcel"},
            "**1 cancelled order too many.** Back within the limit after 20 good parcels in a row.",
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
    ("start", "end", "moves", "ends_on", "words"),
    [
        (
            date(2026, 12, 1),
            date(2027, 1, 1),
            date(2027, 2, 1),
            "last_month",
            "the next judgement is of January 2027, on 1 February",
        ),
        (
            date(2026, 11, 1),
            date(2026, 12, 1),
            date(2027, 1, 1),
            "last_month",
            "the next judgement is of December 2026, on 1 January 2027",
        ),
        (
            date(2026, 1, 1),
            date(2026, 4, 1),
            date(2026, 5, 1),
            "last_month",
            "the next judgement is of 1 Feb to 30 Apr 2026, on 1 May",
        ),
        (date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 9), "as_of", "the oldest leave it on 9 July"),
        (date(2026, 5, 27), date(2026, 6, 26), date(2026, 7, 9), "as_of", "the oldest leave it on 9 July"),
        (
            date(2026, 6, 22),
            date(2026, 6, 29),
            date(2026, 7, 6),
            "last_week",
            "the next judgement is of 29 Jun to 5 Jul 2026, on 6 July",
        ),
        (date(2026, 6, 22), date(2026, 6, 29), date(2026, 7, 6), "as_of", "the oldest leave it on 6 July"),
        (
            date(2026, 6, 1),
            date(2026, 7, 1),
            date(2026, 8, 1),
            "as_of",
            "the oldest leave it on 1 August",
        ),
        (date(2026, 6, 1), date(2026, 7, 1), None, "last_month", ""),
    ],
    ids=[
        "next year",
        "judged in the next year",
        "a quarter",
        "30 days that are a month",
        "days that slide",
        "a week",
        "days like a week",
        "days like a month",
        "unknown",
    ],
)
def test_what_comes_after_a_closed_window(start, end, moves, ends_on, words):
    row = score(window_start_date=start, window_end_date=end, next_rolloff_date=moves, as_of_date=end, ends_on=ends_on)
    assert text.next_judgement(row) == words


def test_a_window_is_open_while_its_last_day_lasts():
    assert not text.is_closed(june(as_of_date=date(2026, 6, 30)))
    assert text.is_closed(june(as_of_date=date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("start", "title", "words"),
    [
        (date(2026, 6, 1), "last whole month", "June 2026"),
        (date(1900, 1, 1), "all time", "all time to 30 Jun 2026"),
        (date(1900, 1, 1), "first 100 orders", "first 100 orders to 30 Jun 2026"),
    ],
)
def test_a_window_from_the_start_has_a_name_and_an_end(start, title, words):
    assert text.days(score(window_start_date=start, window_end_date=date(2026, 7, 1), window_title=title)) == words


def test_a_severity_is_a_badge_with_its_title_and_the_title_is_text():
    assert status.severity(score(severity_title="Enforced")) == ":red-badge[:material/stairs: Enforced]"
    assert ":blue[x]" not in status.severity(score(severity_title=":blue[x]"))
    assert status.severity(score()) == ""


def caused(*numbers):
    return tuple(SimpleNamespace(attribution=who, number=number) for who, number in numbers)


@pytest.mark.parametrize(
    ("facts", "causes", "words"),
    [
        ({}, (), ""),
        (
            {"accountable_bad_count": 1, "accountable_rate": 0.005},
            caused(("carrier", 1)),
            "0.50% counting only what the seller answers for; the rest was caused by the carrier (1)",
        ),
        (
            {"accountable_bad_count": 0, "accountable_rate": 0.0, "bad_count": 7},
            caused(("carrier", 4), ("platform", 2), (None, 1)),
            "0% counting only what the seller answers for; the rest was caused by the carrier (4), the platform (2) and "
            "nobody knows whom (1)",
        ),
        (
            {"statistic": "good_rate", "limit_value": 0.9, "accountable_bad_count": 1, "accountable_rate": 0.995},
            caused(("platform", 1)),
            "99.5% counting only what the seller answers for; the rest was caused by the platform (1)",
        ),
        (
            {"statistic": "bad_count", "limit_value": 3.0, "accountable_bad_count": 1},
            caused(("carrier", 1)),
            "1 cancelled order that the seller answers for; the rest was caused by the carrier (1)",
        ),
        (
            {"bad_unit": "accountable"},
            caused(("carrier", 3)),
            "not counted is what was caused by the carrier (3): the seller does not answer for it",
        ),
        (
            {"bad_unit": "buyers", "accountable_bad_count": 9},
            caused(("carrier", 3)),
            "the seller does not answer for what was caused by the carrier (3)",
        ),
        ({"statistic": "median", **HOURS}, caused(("carrier", 3)), ""),
    ],
)
def test_the_part_that_the_seller_answers_for_says_why_it_is_another(facts, causes, words):
    assert status.spared(score(**facts), causes) == words
