"""Limits, windows and the arithmetic of scorecards, over the columns of a data frame. Shares are whole millionths."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from benchmarks.opponents.rules import Words
from benchmarks.opponents.small_tables import NEW_YORK, PRAGUE, local_today

MILLION = 1_000_000
MALL_PAGE = "https://knowledgebase.mallgroup.com/en/"
CONVICTIONAL_PAGE = "https://support.convictional.com/partners/seller-sla"
AMAZON_PAGE = "https://sellercentral.amazon.com/help/hub/reference/external/G200205250"

# Rates: limit and warning in bad orders per million. Means: in seconds.
POLICY = (
    *("program", "metric_code", "statistic", "comparator", "limit_number", "warning_number"),
    *("is_limit_assumption", "source_url"),
)
POLICIES: tuple[tuple[Any, ...], ...] = (
    ("mall", "cancellation_rate", "bad_rate", "at_most", 15000, 12000, False, f"{MALL_PAGE}cancel-rate-2/"),
    (
        *("mall", "status_error_rate", "bad_rate", "at_most", 5000, 4000, False),
        f"{MALL_PAGE}status-error-chybne-zadany-finalni-stav-u-objednavky/",
    ),
    (
        *("mall", "tracking_rate", "good_rate", "at_least", 100000, 80000, False),
        f"{MALL_PAGE}tracking-rate-doplneni-tracking-udaju-k-objednavkam/",
    ),
    (
        *("mall", "on_time_delivery", "good_rate", "at_least", 100000, 80000, False),
        f"{MALL_PAGE}on-time-delivery-splneni-terminu-dodani-zbozi/",
    ),
    ("mall", "order_confirmation", "bad_rate", "at_most", 50000, 40000, True, "none"),
    ("mall", "delivery_confirmation", "bad_rate", "at_most", 50000, 40000, True, "none"),
    ("convictional", "ship_time", "mean", "at_most", 216000, 194400, True, CONVICTIONAL_PAGE),
    ("convictional", "return_rate", "bad_rate", "at_most", 80000, 65000, True, CONVICTIONAL_PAGE),
    ("house", "late_shipment", "bad_rate", "below", 40000, 30000, True, AMAZON_PAGE),
)
ROLLING = {  # days of the headline window, by metric
    "ship_time": 30,
    "return_rate": 90,
    "late_shipment": 30,
}


class Numbers(Words, Protocol):
    """What a data frame must be able to say of numbers and dates."""

    def pick(self, cases: Any, otherwise: Any) -> Any:
        """The number, date or truth of the first case that is true."""

    def floor(self, column: Any) -> Any:
        """The whole number below."""

    def plus_days(self, day: Any, days: Any) -> Any:
        """So many days later."""


def limits(as_of: datetime) -> list[dict[str, Any]]:
    """One row per metric and window: the limit, and from when to when it is held against what happened."""
    return [
        {
            **policy,
            **window,
            "limit_value": value(policy, "limit_number"),
            "warn_value": value(policy, "warning_number"),
        }
        for policy in (dict(zip(POLICY, row, strict=True)) for row in POLICIES)
        for window in windows(policy["metric_code"], policy["program"], as_of)
    ]


def value(policy: Mapping[str, Any], name: str) -> float:
    """A limit as people read it."""
    number = policy[name]
    shares = {"mean": number, "bad_rate": number / MILLION, "good_rate": (MILLION - number) / MILLION}
    return float(shares[policy["statistic"]])


def windows(metric: str, program: str, as_of: datetime) -> Iterator[dict[str, Any]]:
    """The windows of a metric: the last whole month and the last seven days for MALL, rolling days for the others."""
    today = local_today(as_of, NEW_YORK if program == "convictional" else PRAGUE)
    if program == "mall":
        this_month = today.replace(day=1)
        last_month = (this_month - timedelta(days=1)).replace(day=1)
        yield {
            **named("month", "last whole month", True, today),
            "window_start_date": last_month,
            "window_end_date": this_month,
            "previous_start_date": (last_month - timedelta(days=1)).replace(day=1),
            "day_count": None,
            "next_move_date": (this_month + timedelta(days=32)).replace(day=1),
        }
    days = ROLLING.get(metric, 7)
    yield {
        **named(f"last_{days}_days", f"last {days} days", program != "mall", today),
        "window_start_date": today - timedelta(days=days - 1),
        "window_end_date": today + timedelta(days=1),
        "previous_start_date": today - timedelta(days=2 * days - 1),
        "day_count": days,
        "next_move_date": None,
    }


def named(code: str, title: str, is_headline: bool, today: date) -> dict[str, Any]:
    """The names of a window."""
    return {"window_code": code, "window_title": title, "is_headline": is_headline, "as_of_date": today}


def shares(c: Numbers) -> dict[str, Any]:
    """Rates, means and the ends of their intervals, now and in the window before."""
    found: dict[str, Any] = {}
    for when in ("", "previous_"):
        bad, total = c[f"{when}bad_count"], c[f"{when}population_count"]
        some, mean = total > 0, c[f"{when}measured_value_sum"] / c[f"{when}measured_value_count"]
        found |= {
            f"{when}share": c.pick([(some, c.floor(bad / total * MILLION + 0.5))], None),
            f"{when}low": c.pick([(some, wilson(c, bad, total, -1))], None),
            f"{when}high": c.pick([(some, wilson(c, bad, total, 1))], None),
            f"{when}mean": c.pick([(c[f"{when}measured_value_count"] > 0, c.floor(mean + 0.5))], None),
        }
    return found


def wilson(c: Numbers, bad: Any, total: Any, sign: int) -> Any:
    """One end of the 95 % Wilson interval."""
    p = bad / total
    root = (p * (1 - p) / total + 0.960365 / (total * total)) ** 0.5
    end = (p + 1.920729 / total + sign * 1.959964 * root) / (1 + 3.841459 / total)
    return c.floor((c.floor(end * 1e9 + 0.5) + 500) / 1000)


def judged(c: Numbers) -> dict[str, Any]:
    """What is over which limit, and what has changed."""
    is_mean, strict = c["statistic"] == "mean", c.pick([(c["comparator"] == "below", 1)], 0)
    bad, total, seconds, orders = (
        c[name] for name in ("bad_count", "population_count", "measured_value_sum", "measured_value_count")
    )
    better = c["share"] < c["previous_share"]
    change = c["share"] - c["previous_share"]
    falls = change**2 > (c["high"] - c["share"]) ** 2 + (c["previous_share"] - c["previous_low"]) ** 2
    rises = change**2 > (c["share"] - c["low"]) ** 2 + (c["previous_high"] - c["previous_share"]) ** 2
    return {
        "is_mean": is_mean,
        "strict": strict,
        "is_over": c.pick(
            [(is_mean, seconds > c["limit_number"] * orders)], bad * MILLION + strict > c["limit_number"] * total
        ),
        "is_near": c.pick(
            [(is_mean, seconds > c["warning_number"] * orders)], bad * MILLION > c["warning_number"] * total
        ),
        "allowed": c.pick(
            [(is_mean, None), (total > 0, c.floor((c["limit_number"] * total - strict) / MILLION))],
            0,
        ),
        "change": c.pick([(is_mean & (c["previous_mean"] != 0), c["mean"] / c["previous_mean"] - 1)], change),
        "is_beyond_chance": c.pick([(better, falls)], rises),
    }


def said(c: Numbers) -> dict[str, Any]:
    """The columns of a scorecard."""
    bad, total, before = c["bad_count"], c["population_count"], c["previous_population_count"]
    is_rate = ~c["is_mean"]
    needed = c.floor((bad * MILLION + c["strict"] + c["limit_number"] - 1) / c["limit_number"]) - total
    return {
        "rate": directed(c, "share"),
        "measured_value": c.pick([(c["is_mean"], c["mean"])], None),
        "wilson_low": directed(c, "low", "high"),
        "wilson_high": directed(c, "high", "low"),
        "status": c.first(
            [
                (total == 0, "no_data"),
                (total < 10, "insufficient"),
                (c["is_over"] & is_rate & (bad < 2), "watch"),
                (c["is_over"], "breach"),
                (c["is_near"], "at_risk"),
            ],
            "good",
        ),
        "is_provisional": c["immature_count"] > 0,
        "budget_allowed": c["allowed"],
        "budget_left": c["allowed"] - bad,
        "orders_to_recover": c.pick(
            [(c["is_over"] & is_rate & (c["window_end_date"] > c["as_of_date"]), needed)], None
        ),
        "next_rolloff_date": c.pick(
            [
                (~c.given(c["oldest_bad_date"]), None),
                (c.given(c["next_move_date"]), c["next_move_date"]),
            ],
            c.plus_days(c["oldest_bad_date"], c["day_count"]),
        ),
        "previous_rate": directed(c, "previous_share"),
        "previous_measured_value": c.pick([(c["is_mean"], c["previous_mean"])], None),
        "trend": c.first(
            [
                ((total < 10) | (before < 10), "unknown"),
                (c["is_mean"] & (c["change"] >= -0.05) & (c["change"] <= 0.05), "flat"),
                (is_rate & ~c["is_beyond_chance"], "flat"),
                (c["change"] < 0, "better"),
            ],
            "worse",
        ),
    }


def directed(c: Numbers, name: str, good: str | None = None) -> Any:
    """A share in the direction of the limit: that of good orders where the limit is one of good orders."""
    return c.pick(
        [
            (c["is_mean"], None),
            (c["statistic"] == "good_rate", (MILLION - c[good or name]) / MILLION),
        ],
        c[name] / MILLION,
    )


STEPS: tuple[Callable[[Any], dict[str, Any]], ...] = (shares, judged, said)
CONSTANTS = {"min_volume": 10, "min_bad_count": 2}
COUNTS = (
    *("population_count", "bad_count", "accountable_bad_count", "pending_count", "excluded_count", "void_count"),
    *("immature_count", "previous_population_count", "previous_bad_count", "measured_value_sum"),
    *("measured_value_count", "previous_measured_value_sum", "previous_measured_value_count"),
)
COLUMNS = (
    *("seller_id", "program", "metric_code", "window_code", "as_of_date", "policy_id", "window_title", "is_headline"),
    *("window_start_date", "window_end_date", "statistic", "comparator", "limit_value", "warn_value", "min_volume"),
    *("min_bad_count", "is_limit_assumption", "source_url", "population_count", "bad_count", "bad_buyer_count"),
    *("accountable_bad_count", "rate", "measured_value", "wilson_low", "wilson_high", "status", "is_provisional"),
    *("immature_count", "pending_count", "excluded_count", "void_count", "budget_allowed", "budget_left"),
    *("orders_to_recover", "next_rolloff_date", "previous_rate", "previous_measured_value"),
    *("previous_population_count", "trend"),
)
