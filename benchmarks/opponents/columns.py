"""Columns and words that every data frame needs."""

from benchmarks.opponents.small_tables import NEW_YORK, PRAGUE

LATE = ("late", "late_and_open")
POPULATION = ("met", "breached", "overdue")
BAD = ("breached", "overdue")
CULPRITS = ("cancellation_rate", "status_error_rate", "on_time_delivery")
LOCAL_DATES: dict[str, dict[str, tuple[str, ...]]] = {  # the first moment that there is
    PRAGUE: {
        "ordered_date": (),
        "opened_date": ("open_at",),
        "sent_date": ("sent_at",),
        "confirmation_due_date": ("confirmation_due_at",),
        "report_due_date": ("report_due_at",),
        "ship_due_date": ("ship_until",),
    },
    NEW_YORK: {"new_york_shipped_date": ("shipped_at",), "new_york_sent_date": ("shipped_at", "delivered_at")},
}
ORDER_COLUMNS = (
    *("order_id", "purchase_id", "seller_id", "source", "marketplace", "buyer_ref", "buyer_country"),
    *("ship_from_country", "calendar_id", "timezone", "fulfilled_by", "shipping_method", "is_test", "is_preorder"),
    *("line_count", "unit_count", "order_value_minor", "currency", "ordered_at", "blocked_at", "open_at"),
    *("shipping_at", "shipped_at", "delivered_at", "returned_at", "cancelled_at", "lost_at", "current_status"),
    *("cancelled_by", "promised_ship_until", "promised_delivery_until", "carrier", "parcel_count", "has_anomaly"),
    "last_loaded_at",
)
