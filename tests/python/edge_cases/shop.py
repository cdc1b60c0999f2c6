"""A small marketplace that is written down as edge cases, and the raw files that tell of it."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text())
LOADED_AT, LATER = "05-31 12:00", "05-31 13:00"
TIME = re.compile(r"(\d{4}-)?\d\d-\d\d \d\d:\d\d(:\d\d)?")
KEYS = {
    "shipments": "shipment_id",
    "order_lines": "line_id",
    "returns": "return_id",
    "feedback": "feedback_id",
    "claims": "claim_id",
}
Row = dict[str, Any]


def rows(sellers: list[Row], programs: list[str]) -> Iterator[tuple[str, Row]]:
    """(table, row) of the whole marketplace: every seller is in every program, and every order in its case."""
    for seller in sellers:
        yield "sellers", {"valid_from": "2024-01-01 00:00", "country": "DE", "timezone": "UTC", **seller}
    for seller_id in sorted({seller["seller_id"] for seller in sellers}):
        yield from (
            ("seller_programs", {"seller_id": seller_id, "program": program, "valid_from": "2024-01-01 00:00"})
            for program in programs
        )
    for name, case in CASES.items():
        for number, order in enumerate(case["orders"], 1):
            yield from of_order(f"{name}/{number}", order)


def of_order(order_id: str, order: Row) -> Iterator[tuple[str, Row]]:
    """An order and the rows about it."""
    about = {
        "parcels": "shipments",
        "lines": "order_lines",
        "returns": "returns",
        "feedback": "feedback",
        "claims": "claims",
    }
    columns = {
        name: value for name, value in order.items() if name not in {*about, "events", "promises", "ticket", "later"}
    }
    version = {
        "order_id": order_id, "seller_id": "seller", "marketplace": "shop", "buyer_country": "DE", "ship_from_country": "DE",
        "ordered_at": "03-02 09:00", "fulfilled_by": "seller", **columns,
    }  # fmt: skip
    yield "orders", version
    if "later" in order:
        yield "orders", {**version, **order["later"], "loaded_at": LATER}
    for event in order.get("events", ()):
        status, at, words = words_of(event)
        yield "order_status_history", {
            "order_id": order_id, "status": status, "event_at": at, "recorded_at": words.get("recorded"),
            "actor": words.get("by"), "reason_code": words.get("because"),
        }  # fmt: skip
    for promise in order.get("promises", ()):
        kind, until, words = words_of(promise)
        yield "order_promises", {
            "order_id": order_id, "promise_type": kind, "promised_until": until, "promised_from": words.get("from"),
            "recorded_at": words.get("recorded", columns.get("ordered_at", "03-02 09:00")),
        }  # fmt: skip
    for part, table in about.items():
        for number, row in enumerate(order.get(part, ()), 1):
            yield table, {"order_id": order_id, KEYS[table]: f"{order_id}/{number}", **row}
    for number, message in enumerate(order.get("ticket", ())):
        author, at, _ = words_of(message)
        if number == 0:
            yield (
                "tickets",
                {"ticket_id": order_id, "order_id": order_id, "seller_id": version["seller_id"], "opened_at": at},
            )
        yield "ticket_events", {"ticket_id": order_id, "event_type": "message", "author_role": author, "event_at": at}


def words_of(sentence: str) -> tuple[str, str, dict[str, str]]:
    """`shipped 03-03 10:00 by seller` as its first word, its time, and what follows by its word."""
    first, rest = sentence.split(" ", 1)
    at = TIME.match(rest)
    assert at, f"{sentence}: no time after the first word"
    pairs = re.findall(rf"(\w+) ({TIME.pattern}|\w+)", rest[at.end() :])
    return first, at[0], {word: value for word, value, *_ in pairs}


def write(raw: Path, rows: Iterator[tuple[str, Row]]) -> None:
    """A CSV file per table; times of 2026 get their year."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for table, row in rows:
        tables[table].append({"loaded_at": LOADED_AT, **row})
    raw.mkdir()
    for table, found in tables.items():
        with (raw / f"{table}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, sorted({column for row in found for column in row}))
            writer.writeheader()
            writer.writerows({column: with_year(value) for column, value in row.items()} for row in found)


def with_year(value: Any) -> Any:
    """A time without a year is one of 2026."""
    return f"2026-{value}" if isinstance(value, str) and re.match(r"\d\d-\d\d \d\d:", value) else value
