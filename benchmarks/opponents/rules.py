"""The rules of the marketplace over the columns of a data frame: comparisons, `&` and `|` are written alike in all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

STATUSES = ("blocked", "open", "shipping", "shipped", "delivered", "cancelled", "lost", "returned")
DELIVERED = STATUSES.index("delivered")
OTHER_WORDS = {"paid": "open", "confirmed": "shipping", "dispatched": "shipped", "canceled": "cancelled"}
STATUS_CODES = {name: code for code, name in enumerate(STATUSES)}
STATUS_CODES |= {word: STATUS_CODES[name] for word, name in OTHER_WORDS.items()}
ACTORS = ("buyer", "call_centre", "carrier", "platform", "seller", "unknown")  # in the order of their names
ACTOR_CODES = {name: code for code, name in enumerate(ACTORS)}

# Legal moves; before the first status there is none. Only who sends parcels itself may skip `shipping`.
FORWARD = {
    None: ("blocked", "open"),
    "blocked": ("open", "cancelled"),
    "open": ("shipping", "cancelled"),
    "shipping": ("shipped", "cancelled"),
    "shipped": ("delivered", "returned", "lost"),
    "delivered": ("returned",),
}
BACK = {"open": ("blocked",), "shipping": ("open",), "shipped": ("shipping", "open")}
NO_STATUS = -1
FORWARD_MOVE, REVERSAL, REPEAT, AFTER_FINAL, ILLEGAL = range(5)

Cases = Sequence[tuple[Any, Any]]


class Words(Protocol):
    """What a data frame must be able to say."""

    as_of: Any

    def __getitem__(self, name: str) -> Any:
        """A column."""

    def given(self, column: Any) -> Any:
        """Where it has a value."""

    def second(self, column: Any) -> Any:
        """A time without fractions of a second."""

    def first(self, cases: Cases, otherwise: Any) -> Any:
        """The word, or the column, of the first case that is true."""


def move_of(previous: int, status: int, is_sent_by_seller: bool) -> int:
    """What kind of move leads from a status to another; both are numbers."""
    names = (None if previous == NO_STATUS else STATUSES[previous], STATUSES[status])
    if previous == status:
        return REPEAT
    if names[1] in FORWARD.get(names[0], ()) or (names == ("open", "shipped") and is_sent_by_seller):
        return FORWARD_MOVE
    if names[1] in BACK.get(names[0] or "", ()):
        return REVERSAL
    return AFTER_FINAL if previous >= DELIVERED else ILLEGAL


# Number of a move: previous status + 1, status and who sends it, in one number.
MOVES = {
    ((previous + 1) * 8 + status) * 2 + by_seller: move_of(previous, status, bool(by_seller))
    for previous in range(NO_STATUS, 8)
    for status in range(8)
    for by_seller in (0, 1)
}


def payment(c: Words) -> Any:
    """Whether an order was paid, as far as its statuses say."""
    later = ("shipping_at", "shipped_at", "delivered_at", "returned_at", "lost_at")
    implied = [(c.given(c[name]), "implied") for name in later]
    return c.first(
        [(c.given(c["open_at"]), "recorded"), *implied, (c.given(c["blocked_at"]), "outstanding")], "unknown"
    )


def by_due(c: Words, stopped_at: Any, due_at: Any) -> Cases:
    """In time, late, or late and still open; anything else is not due."""
    return [
        (c.second(stopped_at) <= due_at, "on_time"),
        (c.given(stopped_at), "late"),
        (due_at < c.as_of, "late_and_open"),
    ]


def reasons(c: Words) -> Mapping[str, Any]:
    """Why each metric of an order is judged as it is."""
    return {
        "cancellation_rate": cancellation(c),
        "status_error_rate": status_error(c),
        "tracking_rate": tracking(c),
        "on_time_delivery": delivery(c),
        "order_confirmation": confirmation(c),
        "delivery_confirmation": report(c),
        "ship_time": ship_time(c),
        "return_rate": returned(c),
        "late_shipment": shipment(c),
    }


def of_test(c: Words) -> tuple[Any, str]:
    return c["is_test"], "test_order"


def by_platform(c: Words) -> tuple[Any, str]:
    return c["fulfilled_by"] == "platform", "platform_fulfilled"


def cancellation(c: Words) -> Any:
    kept, paid, at = ~c.given(c["cancelled_at"]), c["payment"] == "recorded", c["cancelled_at"]
    outstanding = c["payment"] == "outstanding"
    cases = [
        of_test(c),
        ((c["current_status"] == "blocked") & c["is_unavailable"], "unavailable"),
        (outstanding & kept, "never_paid"),
        (outstanding, "cancelled_before_payment"),
        (~paid & kept, "open_not_recorded"),
        (~paid, "cancelled_open_not_recorded"),
        (kept, "not_cancelled"),
        (at < c["open_at"], "cancelled_before_open"),
        (c["shipped_at"] <= at, "cancelled_after_dispatch"),
        ((c["cancelled_by"] == "platform") & (at > c["ship_until"]), "auto_cancelled_unshipped"),
        ((c["cancelled_by"] == "buyer") & (at > c["delivery_until"]), "cancelled_by_buyer_after_promise"),
    ]
    return c.first(
        [*cases, *((c["cancelled_by"] == by, f"cancelled_by_{by}") for by in ACTORS)], "cancelled_by_unknown"
    )


def status_error(c: Words) -> Any:
    cases = [
        of_test(c),
        (c["payment"] == "outstanding", "never_paid"),
        (c["payment"] != "recorded", "open_not_recorded"),
        (c["after_final_by"] == "call_centre", "changed_by_call_centre"),
        (c.given(c["after_final_at"]), "changed_after_final"),
        (c["cancelled_at"] >= c["shipped_at"], "cancelled_after_dispatch"),
        ((c["delivered_by"] == "platform") & (c["fulfilled_by"] == "seller"), "delivered_set_by_platform"),
    ]
    return c.first(cases, "right_status")


def tracking(c: Words) -> Any:
    every_number, every_link = c["number_count"] == c["parcel_count"], c["link_count"] == c["parcel_count"]
    cases = [
        of_test(c),
        by_platform(c),
        (~c.given(c["sent_at"]), "not_sent"),
        (every_number & every_link, "number_and_link"),
        (every_number, "number_only"),
        (every_link, "link_only"),
        (c["number_count"] > 0, "number_missing_on_a_parcel"),
    ]
    return c.first(cases, "no_tracking")


def delivery(c: Words) -> Any:
    open_end = ~c.given(c["delivered_at"])
    cases = [
        of_test(c),
        by_platform(c),
        (c["delivered_at"] < c["ordered_at"], "delivered_before_ordered"),
        (open_end & (c["payment"] == "outstanding"), "never_paid"),
        (open_end & (c["payment"] == "unknown"), "open_not_recorded"),
        (open_end & c.given(c["cancelled_at"]), "cancelled"),
        (open_end & c.given(c["returned_at"]), "returned_undelivered"),
        (~c.given(c["delivery_until"]), "no_due_time"),
    ]
    return c.first([*cases, *by_due(c, c["delivered_at"], c["delivery_until"])], "not_due")


def confirmation(c: Words) -> Any:
    by_buyer = (c["cancelled_by"] == "buyer") | (c["cancelled_by"] == "call_centre")
    cases = [
        of_test(c),
        (c["payment"] == "outstanding", "never_paid"),
        (c["payment"] != "recorded", "open_not_recorded"),
        ((c["cancelled_at"] == c["left_open_at"]) & by_buyer, "cancelled_by_buyer"),
        (c["left_open_at"] < c["open_at"], "stopped_before_start"),
        (~c.given(c["confirmation_due_at"]), "no_calendar"),
    ]
    return c.first([*cases, *by_due(c, c["left_open_at"], c["confirmation_due_at"])], "not_due")


def report(c: Words) -> Any:
    cases = [
        of_test(c),
        by_platform(c),
        (~c.given(c["carrier_delivered_at"]), "no_carrier_delivery"),
        (c["reported_at"] < c["carrier_delivered_at"], "stopped_before_start"),
        (~c.given(c["report_due_at"]), "no_calendar"),
    ]
    return c.first([*cases, *by_due(c, c["reported_at"], c["report_due_at"])], "not_due")


def ship_time(c: Words) -> Any:
    return c.first(
        [
            of_test(c),
            by_platform(c),
            (c["is_preorder"], "preorder"),
            *unshipped(c),
            (~c.given(c["open_at"]), "no_start"),
            (c["shipped_at"] < c["open_at"], "stopped_before_start"),
            (~c.given(c["shipped_at"]), "still_open"),
        ],
        "measured",
    )


def unshipped(c: Words) -> Cases:
    """Why an order without a shipped status is none that ships late."""
    unsent = ~c.given(c["shipped_at"])
    gone = c.given(c["delivered_at"]) | c.given(c["returned_at"]) | c.given(c["lost_at"])
    return [
        (unsent & (c["payment"] == "outstanding"), "never_paid"),
        (unsent & (c["payment"] == "unknown"), "open_not_recorded"),
        (unsent & gone, "shipped_not_recorded"),
        (unsent & c.given(c["cancelled_at"]), "cancelled_unshipped"),
    ]


def returned(c: Words) -> Any:
    undelivered = c.given(c["returned_at"]) & ~c.given(c["delivered_at"])
    cases = [
        of_test(c),
        (~c.given(c["sent_at"]), "not_sent"),
        (c.given(c["requested_at"]), "returned"),
        (undelivered, "returned_undelivered"),
        (c.given(c["returned_at"]), "returned"),
    ]
    return c.first(cases, "kept")


def shipment(c: Words) -> Any:
    never_paid, not_opened, *others = unshipped(c)
    by_promise = ~c.given(c["shipped_at"]) & (c["delivered_at"] <= c["ship_until"])
    cases = [
        of_test(c),
        by_platform(c),
        (c["shipped_at"] < c["ordered_at"], "shipped_before_ordered"),
        never_paid,
        not_opened,
        (by_promise, "delivered_by_promise_to_ship"),
        *others,
        (~c.given(c["ship_until"]), "no_due_time"),
    ]
    return c.first([*cases, *by_due(c, c["shipped_recorded_at"], c["ship_until"])], "not_due")


def attributions(c: Words) -> Mapping[str, Any]:
    """Who caused what is wrong; where nothing is said it is the seller."""
    late_by_platform = (c["cancelled_by"] == "platform") & (c["cancelled_at"] > c["ship_until"])
    cancelled: Cases = [
        (late_by_platform, "seller"),
        (c["cancelled_by"] == "call_centre", "buyer"),
        *((c["cancelled_by"] == by, by) for by in ACTORS if by != "call_centre"),
    ]
    changed: Cases = [(c["after_final_by"] == by, by) for by in ("platform", "carrier", "unknown")]
    return {
        "cancellation_rate": c.first(cancelled, "unknown"),
        "status_error_rate": c.first(changed, "seller"),
        "on_time_delivery": c.first([(c["scanned_at"] <= c["ship_until"], "carrier")], "seller"),
    }


def spread(**words: str) -> dict[str, str]:
    """Verdict by reason, from the reasons of each verdict."""
    return {reason: verdict for verdict, of in words.items() for reason in of.split()}


BY_DUE = spread(
    met="on_time delivered_by_promise_to_ship",
    breached="late",
    overdue="late_and_open",
    pending="not_due",
    void="no_start no_due_time no_calendar stopped_before_start open_not_recorded shipped_not_recorded "
    "delivered_before_ordered shipped_before_ordered",
)
VERDICTS = {  # any other reason is an exclusion
    "cancellation_rate": spread(
        breached="cancelled_by_seller auto_cancelled_unshipped",
        met="not_cancelled unavailable cancelled_by_buyer cancelled_by_buyer_after_promise",
        void="open_not_recorded cancelled_open_not_recorded cancelled_before_open cancelled_by_unknown",
    ),
    "status_error_rate": spread(
        met="right_status",
        breached="changed_after_final cancelled_after_dispatch delivered_set_by_platform",
        void="open_not_recorded",
    ),
    "tracking_rate": spread(
        met="number_and_link", breached="number_only link_only number_missing_on_a_parcel no_tracking"
    ),
    "on_time_delivery": BY_DUE,
    "order_confirmation": BY_DUE,
    "delivery_confirmation": BY_DUE,
    "ship_time": spread(
        met="measured",
        pending="still_open",
        void="no_start stopped_before_start open_not_recorded shipped_not_recorded",
    ),
    "return_rate": spread(met="kept", breached="returned"),
    "late_shipment": BY_DUE,
}


@dataclass(frozen=True)
class Metric:
    """Which columns of a judged order make the outcome of a metric."""

    program: str
    code: str
    started_at: str
    due_at: str | None
    stopped_at: str
    anchor_date: str
    maturity_days: int = 0
    accountable: tuple[str, ...] = ("seller",)
    measured_value: str | None = None


METRICS = (
    Metric("mall", "cancellation_rate", "open_at", None, "cancelled_at", "opened_date", 14),
    Metric("mall", "status_error_rate", "ordered_at", None, "ended_at", "ordered_date", 14),
    Metric("mall", "tracking_rate", "sent_at", None, "sent_at", "sent_date"),
    Metric(
        *("mall", "on_time_delivery", "open_at", "delivery_until", "delivered_at", "ordered_date"),
        maturity_days=14,
        accountable=("seller", "carrier"),
    ),
    Metric("mall", "order_confirmation", "open_at", "confirmation_due_at", "left_open_at", "confirmation_due_date"),
    Metric("mall", "delivery_confirmation", "carrier_delivered_at", "report_due_at", "reported_at", "report_due_date"),
    Metric(
        *("convictional", "ship_time", "open_at", None, "shipped_at", "new_york_shipped_date"),
        measured_value="ship_time_seconds",
    ),
    Metric("convictional", "return_rate", "kept_from", None, "requested_at", "new_york_sent_date", 30),
    Metric("house", "late_shipment", "ordered_at", "ship_until", "shipped_recorded_at", "ship_due_date"),
)
