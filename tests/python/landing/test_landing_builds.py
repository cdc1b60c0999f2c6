"""Bad and good deliveries through real dbt builds of the landing part: what is printed, kept, skipped, mended.

The tests are one story, told in order on one warehouse: every dbt start costs seconds.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from projects import ROOT, Project
from seller_sla.landing.contract import Contract

PARTS = [
    "dbt_project.yml", "vars.yml", "profiles", "seller_sla", "macros", "models/landing", "models/staging/marketplace",
    "models/staging/operations", "seeds/status", "seeds/policy",
    *(f"models/intermediate/known/{name}.{kind}" for kind in ("sql", "yml") for name in (
        "int_as_of", "int_beaten_rows", "int_held_back_rows", "int_known__orders", "int_known__sellers", "int_reference_checks",
    )),
    *(f"models/intermediate/changes/{name}.{kind}" for kind in ("sql", "yml") for name in (
        "int_changed_exemptions", "int_changed_orders", "int_changed_policies", "int_deliveries", "int_every_order",
        "int_every_ticket", "int_exemption_changed_subjects", "int_judging",
    )),
    *(f"models/marts/audit/{name}.{kind}" for kind in ("sql", "yml") for name in (
        "fct_data_quality_results", "fct_landed_files", "fct_quarantined_rows", "fct_source_freshness", "fct_unread_files",
    )),
    *(f"models/intermediate/exemptions/int_exemptions.{kind}" for kind in ("sql", "yml")),
    "models/intermediate/audit", "tests/data/audit",
]  # fmt: skip
SELLERS = "seller_id,seller_name,valid_from,loaded_at\n"
ORDERS = "order_id,seller_id,marketplace,ordered_at,loaded_at\n"
HISTORY = "order_id,status,event_at,actor,loaded_at\n"
FEEDBACK = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
DAY = "2026-01-05 10:00:00,2026-01-06"
NOISE = ("nanobind", "Traceback", "INFO:", "Calculating Metrics", "UserWarning", "DeprecationWarning")


class Story:
    """The landing part of the project, a raw folder and a warehouse."""

    def __init__(self, folder: Path) -> None:
        for part in PARTS:
            source, copy = ROOT / part, folder / "project" / part
            copy.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, copy)
        self.raw = folder / 'raw it\'s "here"'
        self.project = Project(
            folder / "project",
            {"SELLER_SLA_RAW_DIR": str(self.raw), "DBT_PROFILES_DIR": "profiles", "TZ": "America/New_York"},
        )

    def deliver(self, name: str, content: str | bytes) -> None:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.project.dbt(*arguments, "--no-use-colors")

    def cold_dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """As a user starts it: what imports and the end of the process print shows."""
        return self.project.cold_dbt(*arguments, "--no-use-colors")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with self.project.connection() as connection:
            return connection.execute(sql).fetchall()

    def landed(self) -> dict[str, tuple[int, int]]:
        """Records and quarantined rows of each table."""
        query = "select raw_table, sum(record_count), sum(quarantined_count) from marts.fct_landed_files group by all"
        return {table: (int(records), int(quarantined)) for table, records, quarantined in self.query(query)}

    def counts(self, start: str, end: str) -> dict[str, tuple[int, ...]]:
        """Records, accepted and quarantined rows, and copies, of the files with names from `start` to `end`."""
        query = "select file_name, record_count, accepted_count, quarantined_count, duplicate_count"
        found = self.query(f"{query} from marts.fct_landed_files where file_name between '{start}' and '{end}'")
        return {name: tuple(counts) for name, *counts in found}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("landing"))


def clauses(contract: Contract) -> set[str]:
    """Every clause about rows, as the checks word it."""
    found = {rule.expected for rule in contract.row_rules(datetime(2026, 1, 1))} | {"every record can be read"}
    for column in contract.columns:
        if parent := column.meta.get("references") or column.meta.get("mapped_by"):
            found.add(f"{column.name} is known in {parent.get('table') or parent['seed']}")
    if contract.unique_key:
        words = f"one content for each {', '.join(contract.version_key)}"
        found |= {words, f"{words} in all files"} if "loaded_at" in contract.names else {words}
    return found


def said(ended: subprocess.CompletedProcess[str]) -> str:
    return ended.stdout + ended.stderr


def test_1_a_first_delivery_with_its_dirt(story: Story) -> None:
    story.deliver("sellers.csv", f"{SELLERS}s1,=cmd|' /C calc'!A0,2026-01-01,2026-01-02\n")
    story.deliver(
        "orders/1.csv",
        f"{ORDERS}o1,s1,m,{DAY}\no2,s1,m,{DAY}\no2,s1,m,{DAY}\no3,s2,m,{DAY}\no4,s1,m,03/04/2026,2026-01-06\n",
    )
    story.deliver(
        "order_status_history.csv",
        f"{HISTORY}o1,paid,2026-01-05 12:00:00+02,robot,2026-01-06\no1,on_the_moon,2026-01-05,,2026-01-06\n"
        "o3,open,2026-01-05,seller,2026-01-06\no9,open,2026-01-05,seller,2026-01-06\n",
    )
    story.deliver("feedback.csv", f'{FEEDBACK}f1,o1,7,{DAY}\nf2,"o1,4,{DAY}\nf3,o1,4,{DAY}\n')
    story.deliver("olist_orders_dataset.csv", "not the contract of a system in use\n")
    ended = story.cold_dbt("build")
    assert ended.returncode == 0, said(ended)
    assert not [noise for noise in NOISE if noise in said(ended)]
    assert not ended.stderr.strip()
    assert story.landed() == {"sellers": (1, 0), "orders": (5, 2), "order_status_history": (4, 3), "feedback": (3, 2)}
    assert story.query("select raw_table, reasons from marts.fct_quarantined_rows order by raw_table, row_number") == [
        ("feedback", "rating: not between 1 and 5"),
        ("feedback", "line: quote not closed"),
        ("order_status_history", "status: not known in status_map"),
        ("order_status_history", "order_id: not known in orders"),
        ("order_status_history", "order_id: not known in orders"),
        ("orders", "seller_id: not known in sellers"),
        ("orders", "ordered_at: not a time"),
    ]
    assert story.query("select duplicate_count from marts.fct_landed_files where raw_table = 'orders'") == [(1,)]
    staged = "select status, actor, cast(event_at as varchar) from staging.stg_marketplace__order_status_history"
    assert story.query(f"{staged} order by load_order limit 2") == [
        ("open", "unknown", "2026-01-05 10:00:00"),
        (None, "unknown", "2026-01-05 00:00:00"),
    ]


def test_1_a_held_back_row_says_which_known_seller_it_is_about(story: Story) -> None:
    about = "select raw_table, row_number, seller_id from marts.fct_quarantined_rows order by all"
    assert story.query(about) == [
        ("feedback", 1, "s1"),
        ("feedback", 2, None),  # a line that is no record
        ("order_status_history", 2, "s1"),
        ("order_status_history", 3, None),  # o3 is an order of s2, whom nobody knows yet
        ("order_status_history", 4, None),
        ("orders", 4, None),
        ("orders", 5, "s1"),
    ]


def test_2_a_second_build_reads_nothing_twice_and_a_full_refresh_forgets_nothing(story: Story) -> None:
    before = story.landed(), story.query("select count(*) from landing.gx_results")
    ended = story.dbt("build", "--full-refresh", "--exclude-resource-type", "unit_test")
    assert ended.returncode == 0, said(ended)
    assert (story.landed(), story.query("select count(*) from landing.gx_results")) == before
    assert story.query("select count(*) from landing.landed_orders") == [(5,)]


def test_3_refused_files_stop_their_table_and_have_the_last_word(story: Story) -> None:
    story.deliver("orders/2.csv", f"{ORDERS.replace('seller_id', 'sellerid')}o5,s1,m,{DAY}\n")
    story.deliver("orders/3.csv", f"{ORDERS}o6,s1,m,{DAY}\n")
    story.deliver("sellers.csv", "")
    story.deliver("claims.xlsx", b"PK\x03\x04")
    story.deliver("feedback.csv.gz", b"\x1f\x8b\x08\x00")
    ended = story.cold_dbt("build", "--exclude-resource-type", "unit_test")
    assert ended.returncode == 1
    last = sorted(ended.stderr.strip().splitlines())
    assert [line.removeprefix(f"{story.raw}/") for line in last] == [
        "claims.xlsx: only .csv, .csv.gz and .parquet files are read: save it as one of these or remove it from the folder"
        " and run `dbt build` again.",
        "feedback.csv.gz: the file cannot be read (Compressed file ended before the end-of-stream marker was reached):"
        " deliver it again and run `dbt build` again.",
        "orders/2.csv: its header lacks seller_id (is it sellerid?): mend the header and run `dbt build` again.",
        "sellers.csv: the file is empty (0 bytes): deliver it with at least its header line and run `dbt build` again.",
    ]
    assert not [noise for noise in NOISE if noise in said(ended)]
    assert "SKIP=0" not in ended.stdout
    assert story.query("select count(*) from landing.landed_orders") == [(5,)]
    assert story.query("select count(*) from staging.stg_marketplace__sellers") == [(1,)]
    kept = "select count(*) from landing.gx_results where not success and severity = 'critical' and raw_table = '{}'"
    assert [story.query(kept.format(table)) for table in ("orders", "sellers", "claims", "feedback")] == [[(1,)]] * 4


def test_4_after_the_repair_retry_goes_on_and_a_late_parent_frees_its_rows(story: Story) -> None:
    story.deliver("orders/2.csv", f"{ORDERS}o5,s1,m,{DAY}\n")
    story.deliver("sellers.csv", f"{SELLERS}s2,Two,2026-01-01,2026-01-02\n")
    os.remove(story.raw / "claims.xlsx")
    os.remove(story.raw / "feedback.csv.gz")
    ended = story.dbt("retry")
    assert ended.returncode == 0, said(ended)
    assert story.landed() == {"sellers": (2, 0), "orders": (7, 1), "order_status_history": (4, 2), "feedback": (3, 2)}
    past = "select file_name, file_state, replaced_at is not null from marts.fct_data_quality_results"
    assert story.query(f"{past} where not success and severity = 'critical' order by 1") == [
        ("claims.xlsx", "gone", False),
        ("feedback.csv.gz", "gone", False),
        ("orders/2.csv", "mended", True),
        ("sellers.csv", "mended", True),
    ]
    assert story.query(f"{past} where not success and severity <> 'info' and file_state = 'there' order by all") == [
        ("feedback.csv", "there", False),
        ("feedback.csv", "there", False),
        ("order_status_history.csv", "there", False),  # a code that nobody mapped
        ("order_status_history.csv", "there", False),  # an order that nobody knows
        ("orders/1.csv", "there", False),
    ]


def test_4_rows_delivered_after_as_of_are_listed_and_marked(story: Story) -> None:
    marked = "select is_delivered_by_as_of, count(*) from marts.fct_quarantined_rows group by all order by all"
    assert story.query(marked) == [(True, 5)]
    for as_of, expected in (("2026-01-05 23:00:00", [(False, 4), (True, 1)]), ("2026-01-06", [(True, 5)])):
        ended = story.dbt("run", "--select", "int_as_of+", "--vars", f"as_of: {as_of}")
        assert ended.returncode == 0, said(ended)
        assert story.query(marked) == expected  # the line that is no record has no loaded_at


def test_5_a_version_that_another_file_delivers_with_other_content_is_held_back(story: Story) -> None:
    row, header = f"{DAY},100\n", ORDERS.replace("\n", ",order_value_minor\n")
    story.deliver("orders/a.csv", f"{header}o7,s1,m,{row}o8,s1,m,{row}o9,s9,m,{row}")
    story.deliver(
        "orders/b.csv",
        f"{header}o0,s1,m,{row}o0,s1,m,{row.replace('100', '200')}o8,s1,m,{row}o7,s1,m,{row.replace('100', '')}"
        f"o9,s9,m,{row.replace('100', '300')}o8,s1,m,{row.replace('01-06', '01-07')}",
    )
    ended = story.dbt("build", "--exclude-resource-type", "unit_test")
    assert ended.returncode == 0, said(ended)
    held_back = "select file_name, row_number, reasons from marts.fct_quarantined_rows"
    beaten = "order_id, loaded_at: repeated with other content: row {} wins"
    assert story.query(f"{held_back} where file_name between 'orders/a' and 'orders/c' order by all") == [
        ("orders/a.csv", 1, beaten.format("4 of orders/b.csv")),
        ("orders/a.csv", 3, f"seller_id: not known in sellers; {beaten.format('5 of orders/b.csv')}"),
        ("orders/b.csv", 1, beaten.format("2")),
        ("orders/b.csv", 5, "seller_id: not known in sellers"),
    ]
    assert story.counts("orders/a", "orders/c") == {"orders/a.csv": (3, 1, 2, 0), "orders/b.csv": (6, 4, 2, 1)}


def test_5_every_clause_of_the_contract_has_a_count_and_the_quarantine_holds_as_many(story: Story) -> None:
    judged: dict[tuple[str, str], set[str]] = {}
    counted: Counter[tuple[str, str, str]] = Counter()
    query = "select raw_table, file_hash, expectation, unexpected_count, detail from marts.fct_data_quality_results"
    for table, file, expectation, count, detail in story.query(f"{query} where unexpected_count is not null"):
        judged.setdefault((table, file), set()).add(expectation)
        counted[table, file, detail] += count
    files = story.query("select raw_table, file_hash from marts.fct_landed_files")
    assert len(files) >= 8
    contracts = {contract.raw_table: contract for contract in Contract.all()}
    assert {file: clauses(contracts[file[0]]) - judged[file] for file in files} == {file: set() for file in files}

    held: Counter[tuple[str, str, str]] = Counter()
    for table, file, reasons in story.query("select raw_table, file_hash, reasons from marts.fct_quarantined_rows"):
        for reason in reasons.split("; "):
            clause = "line: cannot be read" if reason.startswith("line: ") else re.sub(": row .* wins$", "", reason)
            held[table, file, clause] += 1
    assert +counted == held
    assert {reason for _, _, reason in held} >= {
        "seller_id: not known in sellers",
        "order_id: not known in orders",
        "status: not known in status_map",
        "order_id, loaded_at: repeated with other content",
        "line: cannot be read",
    }


def test_6_a_row_that_an_earlier_file_delivered_is_counted_as_its_copy(story: Story) -> None:
    row, header = f"{DAY},100\n", ORDERS.replace("\n", ",order_value_minor\n")
    story.deliver("orders/0.csv", f"{header}o8,s1,m,{row}o8,s1,m,{row}o9,s9,m,{row.replace('100', '300')}o7,s1,m,{row}")
    story.deliver("orders/d.csv", f"{header}o10,s1,m,{row}o8,s1,m,{row}o8,s1,m,{row.replace('100', 'x')}")
    story.deliver("orders/e.csv", f"{header}o10,s1,m,{row}o8,s1,m,{row.replace('01-06', '01-08')}")
    story.deliver("order_status_history/2.csv", f"{HISTORY}o1,paid,2026-01-05 12:00:00+02,robot,2026-01-06\n")
    ended = story.dbt("build", "--exclude-resource-type", "unit_test")
    assert ended.returncode == 0, said(ended)
    # 0.csv: o8 twice, o9 which waits for its seller, and the beaten version of o7, all in a.csv or b.csv before
    counts = {"orders/0.csv": (4, 2, 2, 4), "orders/d.csv": (3, 2, 1, 1), "orders/e.csv": (2, 2, 0, 1)}
    assert {name: story.counts("orders/", "orders/f")[name] for name in counts} == counts
    assert story.counts("orders/a", "orders/c") == {"orders/a.csv": (3, 1, 2, 0), "orders/b.csv": (6, 4, 2, 1)}
    assert list(story.counts("order_status_history/", "order_status_history/3").values()) == [(1, 1, 0, 1)]


def test_7_files_that_no_table_reads_are_told_until_they_are_gone(story: Story) -> None:
    listed = "select file_name, size_bytes, likely_table from marts.fct_unread_files order by 1"
    assert story.query(listed) == [("olist_orders_dataset.csv", 36, None)]
    strays = [f"{table}_2026-07.csv" for table in ("claims", "feedback", "orders", "returns", "tickets")]
    for name in [*strays, "notes.txt", ".DS_Store"]:
        story.deliver(name, "text")
    ended = story.project.seller_sla("build", "--select", "unread_files+")
    assert ended.returncode == 0, said(ended)
    [*told, more] = [line for line in ended.stderr.splitlines() if line.startswith("Warning: ")]
    assert told == [
        f"Warning: {story.raw}/{name}: no table reads this: if it is meant for the table {name.split('_')[0]},"
        f" move it into the folder {name.split('_')[0]}/ and run `dbt build` again."
        for name in strays[:3]
    ]
    assert more == "Warning: and 2 more that no table reads: fct_unread_files lists them all."
    assert [(name, table) for name, _, table in story.query(listed)] == [
        *((name, name.split("_")[0]) for name in strays[:2]),
        ("notes.txt", None),
        ("olist_orders_dataset.csv", None),
        *((name, name.split("_")[0]) for name in strays[2:]),
    ]
    for name in strays:
        os.remove(story.raw / name)
    ended = story.dbt("build", "--select", "unread_files+")
    assert (ended.returncode, ended.stderr) == (0, ""), said(ended)
    assert [name for name, *_ in story.query(listed)] == ["notes.txt", "olist_orders_dataset.csv"]


def test_8_a_required_table_without_a_file_stops_the_build(story: Story) -> None:
    os.rename(story.raw / "sellers.csv", story.raw / "seller.csv")
    ended = story.dbt("build", "--select", "landing", "--exclude-resource-type", "unit_test")
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"Warning: {story.raw}/seller.csv: no table reads this: if it is meant for the table sellers,"
        " move it into the folder sellers/ and run `dbt build` again.\n"
        f"{story.raw}/sellers.csv: the required table sellers has no file:"
        " deliver it as .csv, .csv.gz or .parquet and run `dbt build` again."
    )
    assert story.query("select count(*) from landing.landed_sellers") == [(2,)]
