"""What lies in the raw folder and is read by no table is listed, with the table it is probably meant for."""

import os
import sys
from pathlib import Path

import pytest

from landing.warehouse import Warehouse
from seller_sla.landing.contract import Contract
from seller_sla.landing.unread import Unread, list_unread, unread_files

ROOT = Path(__file__).parents[3]
MARKETPLACE = ["marketplace"]


def likely(warehouse: Warehouse, *systems: str) -> dict[str, str | None]:
    return {found.file_name: found.likely_table for found in unread_files(warehouse.raw, systems or MARKETPLACE)}


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("return.csv", "returns"),
        ("ORDER.csv", "orders"),
        ("orders_2026-07.csv", "orders"),
        ("2026-07-01T0600 orders.csv.gz", "orders"),
        ("mall_orders_export.csv", "orders"),
        ("OrderLine.parquet", "order_lines"),
        ("order_lines_orders.csv", "order_lines"),
        ("ticket.xlsx", "tickets"),
        ("slelers.csv", "sellers"),
        ("order_history.csv", "order_status_history"),
        ("offers.csv", None),
        ("payments.csv", None),
        ("customers.csv", None),
        ("2026-07.csv", None),
        ("notes", None),
    ],
)
def test_the_table_that_is_probably_meant(warehouse: Warehouse, name: str, table: str | None) -> None:
    warehouse.deliver(name, "some text")
    assert likely(warehouse) == {name: table}


def test_what_a_table_reads_and_what_is_no_delivery_is_not_listed(warehouse: Warehouse) -> None:
    for name in ["orders.csv", "Returns/2026-07.csv", "claims.xlsx", "Feedback.CSV.gz"]:
        warehouse.deliver(name, "")  # claims.xlsx is read, and refused
    for name in [".DS_Store", "._orders.csv", "_SUCCESS", "README.md", "readme", "LICENSE.txt"]:
        warehouse.deliver(name, "")
    (warehouse.raw / "shipments").mkdir()
    assert unread_files(warehouse.raw, MARKETPLACE) == []
    assert unread_files(warehouse.raw / "there is no such folder", MARKETPLACE) == []


def test_a_sentence_says_what_to_do(warehouse: Warehouse) -> None:
    warehouse.deliver("orders_2026-07.csv", "1234")
    warehouse.deliver("return.xls", "")
    warehouse.deliver("Claim/2026.csv", "")
    warehouse.deliver("olist_orders_dataset.csv", "")
    warehouse.deliver("notes.txt", "")
    (warehouse.raw / "tickets.csv").symlink_to("gone.csv")
    again = "and run `dbt build` again."
    unread, meant = "no table reads this", "if it is meant for the table"
    assert unread_files(warehouse.raw, MARKETPLACE) == [
        Unread("Claim", None, "claims", f"Claim: {unread}: {meant} claims, move it into the folder claims/ {again}"),
        Unread(
            "notes.txt", 0, None,
            f"notes.txt: {unread}, and no table has a name like it: if it holds rows of a table, name it like the table {again}",
        ),
        Unread(
            "olist_orders_dataset.csv", 0, None,
            "olist_orders_dataset.csv: the source system olist reads this, which the variable `sources` does not name:"
            f" add it there if this is to be judged, {again}",
        ),
        Unread(
            "orders_2026-07.csv", 4, "orders",
            f"orders_2026-07.csv: {unread}: {meant} orders, move it into the folder orders/ {again}",
        ),
        Unread(
            "return.xls", 0, "returns",
            f"return.xls: {unread}: {meant} returns, save it as .csv, .csv.gz or .parquet in the folder returns/ {again}",
        ),
        Unread("tickets.csv", None, "tickets", f"tickets.csv: this link leads nowhere: mend it or remove it {again}"),
    ]  # fmt: skip


def test_following_the_sentence_mends_it(warehouse: Warehouse) -> None:
    header = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
    warehouse.deliver("feedback.csv", header)
    stray = warehouse.deliver("feedback_2.csv", f"{header}f,o,1,2026-01-01,2026-01-02\n")
    assert likely(warehouse) == {"feedback_2.csv": "feedback"}
    (warehouse.raw / "feedback").mkdir()
    stray.rename(warehouse.raw / "feedback" / stray.name)
    assert likely(warehouse) == {}
    assert len(warehouse.land("feedback")) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has file names that are no text.")
def test_a_name_that_is_no_text_is_made_visible(warehouse: Warehouse) -> None:
    for name in (b"orders\xff.csv", b"orders\xfe.csv", b"orders\n\x1b[31m.csv"):
        Path(os.fsdecode(os.fsencode(warehouse.raw) + b"/" + name)).touch()
    found = unread_files(warehouse.raw, MARKETPLACE)
    visible = ["orders\\n\\x1b[31m.csv", "orders\\udcfe.csv", "orders\\udcff.csv"]
    assert [unread.file_name for unread in found] == visible
    assert all(unread.sentence.isprintable() for unread in found)


def test_one_source_system_may_be_named_without_a_list(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELLER_SLA_RAW_DIR", str(warehouse.raw))
    warehouse.deliver("orders.csv", "")
    assert list_unread(warehouse.connection, "marketplace").fetchall() == []


def test_the_demo_has_none() -> None:
    assert unread_files(ROOT / "data" / "demo", MARKETPLACE) == []


def test_of_the_olist_download_only_files_of_no_table_are_listed(warehouse: Warehouse) -> None:
    read = ["customers", "order_items", "orders", "products", "sellers"]
    others = ["geolocation", "order", "order_payments", "order_reviews"]
    for name in [*(f"olist_{part}_dataset.csv" for part in read + others), "product_category_name_translation.csv"]:
        warehouse.deliver(name, "")
    assert likely(warehouse, "olist") == {
        "olist_geolocation_dataset.csv": None,
        "olist_order_dataset.csv": "olist__orders",
        "olist_order_payments_dataset.csv": None,
        "olist_order_reviews_dataset.csv": None,
        "product_category_name_translation.csv": None,
    }


def test_a_landing_node_lies_in_the_folder_of_its_system() -> None:
    nodes = (ROOT / "models" / "landing").rglob("landed_*.py")
    systems = {path.stem.removeprefix("landed_"): path.parent.name for path in nodes}
    assert {contract.raw_table: contract.system for contract in Contract.all()} == systems
