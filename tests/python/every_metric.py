"""A program that judges by every metric there is: the project's own programs need not."""

import csv
from pathlib import Path

from projects import Project

PROGRAM = "every_metric"
# What a clock metric is held to; a metric that is not here has no due time.
CLOCKS = {
    "on_time_delivery": "promise_window", "delivery_attempt": "promise_window", "late_shipment": "promise_latest",
    "late_units": "promise_latest", "order_confirmation": "channel_1_business_day", "delivery_confirmation": "elapsed_24_hours",
    "tracking_upload": "elapsed_24_hours", "return_answer": "elapsed_24_hours", "refund_time": "elapsed_24_hours",
    "late_dispatch": "elapsed_24_hours", "late_scan": "elapsed_24_hours", "late_tracking": "elapsed_24_hours",
    "first_response": "elapsed_24_hours", "next_response": "seller_24_business_hours", "invoice_defect": "elapsed_24_hours",
    "resolution": "elapsed_24_hours", "first_resolution": "office_16_hours",
}  # fmt: skip
MEANS = ("ship_time", "feedback_rating", "acceptance_time")


def judge_by_every_metric(project: Project) -> list[str]:
    """Add the program's rows to the policy seeds of a project; returns the metrics."""
    policy = project.root / "seeds" / "policy"
    with (policy / "sla_metrics.csv").open(newline="") as file:
        metrics = [row["metric_code"] for row in csv.DictReader(file)]
    everywhere = {"buyer_country": "any", "seller_group": "any", "seller_id": "any", "valid_from": "2000-01-01"}
    guess = {"source_url": "none", "is_assumption": "true"}
    add(policy / "sla_programs.csv", [{
        "program": PROGRAM, "title": "Every metric", "marketplace": "any", "calendar_id": "cz_mon_fri", "sort_order": 90,
        "enrolment": "everyone", "description": "All metrics",
    }])  # fmt: skip
    add(policy / "sla_policies.csv", [everywhere | guess | {
        "policy_id": f"{PROGRAM}_{metric}", "policy_version": 1, "program": PROGRAM, "metric_code": metric, "binding": "created",
        "clock_id": CLOCKS.get(metric, "no_clock"), "anchor": "created", "maturity_days": 0, "is_carrier_accountable": "false",
        "rule": "Whatever it says.",
    } for metric in metrics])  # fmt: skip
    add(policy / "sla_windows.csv", [{
        "program": PROGRAM, "metric_code": metric, "window_code": "ever", "title": "all time", "is_headline": "true", "choice": 1,
        "ends_on": "as_of", "length": 1, "unit": "ever", "skip_days": 0, "needs_volume": 0, "is_binding": "true",
    } for metric in metrics])  # fmt: skip
    add(policy / "sla_thresholds.csv", [guess | {
        "policy_id": f"{PROGRAM}_{metric}", "window_code": "ever", "valid_from": "2000-01-01", "comparator": "at_most",
        "statistic": "mean" if metric in MEANS else "bad_rate", "limit_value": 5, "min_volume": 1, "min_bad_count": 1,
        "bad_unit": "entities", "min_bad_unit": "entities", "confidence": "point",
    } for metric in metrics])  # fmt: skip
    return metrics


def add(seed: Path, rows: list[dict[str, object]]) -> None:
    """Append rows to a seed, under its own header."""
    header = seed.read_text().splitlines()[0].split(",")
    with seed.open("a", newline="") as file:
        csv.DictWriter(file, header, extrasaction="ignore", lineterminator="\n").writerows(rows)
