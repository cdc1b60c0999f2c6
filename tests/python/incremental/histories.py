"""Random histories of a few orders, each with sellers and rows of its own, split into batches that arrive in any order."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

START = datetime(2026, 3, 24, 6)  # the clocks change on the 29th
TICKET_STATUSES = ("new", "open", "pending", "on_hold", "solved", "closed")
STATUS_CODES = ("blocked", "open", "shipping", "shipped", "delivered", "returned", "cancelled", "lost", "no such code")
COLUMNS = {
    "sellers": "seller_id,seller_name,country,timezone,seller_group,valid_from,loaded_at",
    "seller_programs": "seller_id,program,valid_from,valid_to",
    "orders": "order_id,seller_id,marketplace,buyer_ref,buyer_country,ship_from_country,ordered_at,fulfilled_by,is_test,"
    "loaded_at",
    "order_status_history": "order_id,status,event_at,recorded_at,actor,source_sequence,loaded_at",
    "order_promises": "order_id,promise_type,promised_from,promised_until,recorded_at,loaded_at",
    "order_lines": "line_id,order_id,quantity,unit_price_minor,loaded_at",
    "shipments": "shipment_id,order_id,carrier,tracking_number,tracking_url,tracking_added_at,first_scan_at,first_attempt_at,"
    "carrier_delivered_at,loaded_at",
    "returns": "return_id,order_id,line_id,quantity,requested_at,answered_at,received_at,refunded_at,outcome,loaded_at",
    "feedback": "feedback_id,order_id,rating,submitted_at,loaded_at",
    "claims": "claim_id,order_id,claim_type,opened_at,closed_at,outcome,loaded_at",
    "invoices": "invoice_id,order_id,uploaded_at,loaded_at",
    "tickets": "ticket_id,order_id,seller_id,opened_at,loaded_at",
    "ticket_events": "ticket_id,event_type,author_role,is_public,is_automated,status,event_at,loaded_at",
    "ticket_ratings": "ticket_id,score,submitted_at,loaded_at",
}
Row = tuple[str, int, dict[str, object]]


class History:
    """Rows about a handful of orders. `rows` yields (table, batch, row); a row may come twice, and long after its time."""

    def __init__(self, seed: int, batches: int) -> None:
        self.random, self.name, self.batches = Random(seed), f"h{seed}", batches

    def rows(self) -> Iterator[Row]:
        """All rows, and some of them again in another batch."""
        for table, row in self.versions():
            loaded = self.random.randrange(self.batches)
            row["loaded_at"] = START + timedelta(days=3 * loaded, minutes=self.random.randrange(600))
            row = {name: row.get(name) for name in COLUMNS[table].split(",")}
            arrived = min(self.batches - 1, loaded + self.random.choice([0, 0, 0, 1, 2]))
            yield table, arrived, row
            if self.random.random() < 0.15:
                yield table, self.random.randrange(loaded, self.batches), row

    def versions(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Rows without the time they were loaded; the key of a row may come more than once, with other values."""
        pick, some = self.random.choice, lambda most: range(self.random.randint(0, most))
        sellers = [f"{self.name}s1", f"{self.name}s2"]
        for seller in sellers:
            for _ in range(self.random.randint(1, 2)):
                yield "sellers", {
                    "seller_id": seller, "seller_name": pick(["A", "B"]), "country": pick(["CZ", "DE", ""]),
                    "seller_group": pick(["", "top"]),
                    "valid_from": START - timedelta(days=pick([400, 30, 2])),
                }  # fmt: skip
            for program in self.random.sample(["mall", "house", "convictional", "helpdesk"], pick([0, 0, 1, 2, 3])):
                yield (
                    "seller_programs",
                    {"seller_id": seller, "program": program, "valid_from": START - timedelta(days=pick([300, 1]))},
                )
        orders = [f"{self.name}o{number}" for number in range(self.random.randint(1, 3))]
        for order in orders:
            ordered_at = START - timedelta(hours=self.random.randrange(240))
            yield from self.of_order(order, sellers, ordered_at)
        for number in some(3):
            for _ in range(self.random.randint(1, 2)):
                moved_to = pick(orders)
                yield "shipments", {
                    "shipment_id": f"{self.name}p{number}", "order_id": moved_to, "carrier": pick(["x", "y"]),
                    "tracking_number": pick(["", "T1"]), "tracking_url": pick(["", "u"]),
                    "tracking_added_at": pick([None, START]), "first_scan_at": pick([None, START]),
                    "first_attempt_at": pick([None, START]), "carrier_delivered_at": pick([None, START]),
                }  # fmt: skip
                yield (
                    "order_lines",
                    {"line_id": f"{self.name}l{number}", "order_id": moved_to, "quantity": pick([1, 2])},
                )
        yield from self.after_sales(orders)
        for number in some(2):
            # Now and then a ticket is called like an order.
            yield from self.of_ticket(pick([f"{self.name}t{number}"] * 4 + orders[:1]), orders, sellers)

    def after_sales(self, orders: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
        """Versions of returns, ratings, claims and invoices; a later version may be of another order."""
        pick, later = self.random.choice, START + timedelta(days=1)
        versions = [number for number in range(4) for _ in range(pick([0, 0, 1, 2]))]
        for number in versions:
            yield "returns", {
                "return_id": f"{self.name}r{number}", "order_id": pick(orders), "line_id": pick(["", f"{self.name}l{number}"]),
                "quantity": pick([None, 1, 2]), "requested_at": START, "answered_at": pick([None, START, later]),
                "received_at": pick([None, START, later]), "refunded_at": pick([None, START, later]),
                "outcome": pick(["", "refunded", "rejected", "wrongly_rejected"]),
            }  # fmt: skip
            yield "feedback", {
                "feedback_id": f"{self.name}f{number}", "order_id": pick(orders), "rating": self.random.randint(1, 5),
                "submitted_at": pick([START, later]),
            }  # fmt: skip
            yield "claims", {
                "claim_id": f"{self.name}c{number}", "order_id": pick(orders), "opened_at": START,
                "claim_type": pick(["chargeback", "item_not_received", "damaged"]), "closed_at": pick([None, later]),
                "outcome": pick(["", "refunded", "denied"]),
            }  # fmt: skip
            yield "invoices", {
                "invoice_id": f"{self.name}i{number}", "order_id": pick(orders), "uploaded_at": pick([None, START, later]),
            }  # fmt: skip

    def of_order(self, order: str, sellers: list[str], ordered_at: datetime) -> Iterator[tuple[str, dict[str, object]]]:
        """Versions of an order, its events and its promises."""
        pick = self.random.choice
        for _ in range(pick([1, 1, 2])):
            yield "orders", {
                "order_id": order, "seller_id": pick([*sellers, sellers[0]]), "marketplace": pick(["m", "kaufland.sk"]),
                "ordered_at": ordered_at,
                "buyer_ref": pick(["", "b1", "b2"]), "buyer_country": pick(["CZ", "SK", "US"]),
                "ship_from_country": pick(["CZ", "PL", ""]), "fulfilled_by": pick(["seller", "seller", "platform"]),
                "is_test": pick(["false"] * 9 + ["true"]),
            }  # fmt: skip
        for _ in range(self.random.randint(0, 7)):
            event_at = ordered_at + timedelta(minutes=self.random.randrange(0, 14_000, 7))
            yield "order_status_history", {
                "order_id": order, "status": pick(STATUS_CODES[:8] * 4 + STATUS_CODES), "event_at": event_at,
                "recorded_at": event_at + timedelta(minutes=pick([0, 30, 3000])),
                "actor": pick(["seller", "buyer", "carrier", ""]), "source_sequence": pick([None, 1, 2]),
            }  # fmt: skip
        for kind in ("ship", "delivery"):
            for _ in range(pick([0, 1, 1, 2])):
                recorded_at = ordered_at + timedelta(minutes=pick([0, 60, 5000]))
                yield "order_promises", {
                    "order_id": order, "promise_type": kind, "recorded_at": recorded_at,
                    "promised_from": pick([None, ordered_at + timedelta(days=3)]),
                    "promised_until": ordered_at + timedelta(days=self.random.randint(1, 9)),
                }  # fmt: skip

    def of_ticket(self, ticket: str, orders: list[str], sellers: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
        """Versions of a ticket, about an order or none, what was said on it, and how it was rated."""
        pick, opened_at = self.random.choice, START - timedelta(hours=self.random.randrange(240))
        for _ in range(pick([1, 1, 2])):
            yield "tickets", {
                "ticket_id": ticket, "order_id": pick([*orders, "", ""]), "seller_id": pick(sellers), "opened_at": opened_at,
            }  # fmt: skip
        for _ in range(self.random.randint(0, 9)):
            kind, author = pick(["message", "status"]), pick(["buyer", "seller", "seller", "platform", "system", ""])
            yield "ticket_events", {
                "ticket_id": ticket, "event_type": kind, "author_role": author, "is_public": pick(["", "true", "false"]),
                "is_automated": pick(["", "", "true"]), "status": pick(TICKET_STATUSES) if kind == "status" else "",
                "event_at": opened_at + timedelta(minutes=self.random.randrange(0, 14_000, 11)),
            }  # fmt: skip
        for _ in range(pick([0, 0, 1, 2])):
            yield "ticket_ratings", {"ticket_id": ticket, "score": pick([1, 3, 4, 5]), "submitted_at": START}


def deliver(raw: Path, histories: list[History]) -> list[list[Path]]:
    """Write every batch of all histories, a file per table, into a folder beside `raw`; returns the files per batch."""
    found: dict[tuple[int, str], list[dict[str, object]]] = defaultdict(list)
    for history in histories:
        for table, batch, row in history.rows():
            found[batch, table].append(row)
    batches = []
    for batch in range(histories[0].batches):
        files = []
        for table, columns in COLUMNS.items():
            path = raw.with_name("waiting") / table / f"{batch}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, columns.split(","))
                writer.writeheader()
                writer.writerows(found[batch, table])
            files.append(path)
        batches.append(files)
    return batches
