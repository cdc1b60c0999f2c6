"""One table through the gate: what is accepted, quarantined with which reasons, refused, logged and remembered."""

import subprocess
import sys
from datetime import datetime

import pytest

from landing.warehouse import Warehouse
from seller_sla.landing import validation
from seller_sla.landing.contract import Rule
from seller_sla.landing.refusals import Refused

HEADER = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
GOOD = "f1,o1,5,2026-01-01 10:00:00,2026-01-02 05:00:00\n"

COUNTS_DIFFER = """
    with reasons as (
        select _file_hash as file_hash,
            case
                when reason like 'line: %' then 'line: cannot be read'
                else regexp_replace(reason, ': row \\d+ wins$', '')
            end as reason
        from (select _file_hash, unnest(_reasons) as reason from landing.landed_{table})
    ),
    quarantined as (select file_hash, reason, count(*) as n from reasons group by all),
    expected as (
        select file_hash, detail as reason, unexpected_count as n from landing.gx_results
        where severity = 'warning' and unexpected_count > 0
    )
    select * from expected full join quarantined using (file_hash, reason) where expected.n is distinct from quarantined.n
"""


def reasons(warehouse: Warehouse, table: str) -> dict[int, list[str]]:
    return {number: found for number, accepted, found in warehouse.land(table) if not accepted}


FAULTY = [
    (",o1,5,2026-01-01,2026-01-02", ["feedback_id: missing"]),
    ('f9," ",5,2026-01-01,2026-01-02', ["order_id: missing"]),
    ("f9,o1,7,2026-01-01,2026-01-02", ["rating: not between 1 and 5"]),
    ("f9,o1,0,2026-01-01,2026-01-02", ["rating: not between 1 and 5"]),
    ("f9,o1,4.5,2026-01-01,2026-01-02", ["rating: not a whole number"]),
    ("f9,o1,five,01/02/2026,2026-01-02", ["rating: not a whole number", "submitted_at: not a time"]),
    ("f9,o1,5,2026-02-30,2026-01-02", ["submitted_at: not a time"]),
    ("f9,o1,5,1999-12-31 23:59:59,2026-01-02", ["submitted_at: not between 2000-01-01 and 2099-12-31"]),
    ("f9,o1,5,1899-12-30T00:00:00+01:00,2026-01-02", ["submitted_at: not between 2000-01-01 and 2099-12-31"]),
    (
        "f9,o1,5,4102444800,2026-01-02",
        ["submitted_at: not between 2000-01-01 and 2099-12-31", "submitted_at: more than a day after loaded_at"],
    ),
    ("f9,o1,5,2026-01-03 00:00:01,2026-01-02", ["submitted_at: more than a day after loaded_at"]),
    ("f9,o1,5,2034-06-01,", ["loaded_at: missing"]),
    ("f9,o1,5,2026-01-01,2026-07-02 06:00:01", ["loaded_at: more than a day after landing"]),
    ("f9,o1,5", ["line: 3 fields where the header has 5"]),
    ("f9;o1;5;2026-01-01;2026-01-02", ["line: 1 field where the header has 5"]),
    ('f9,"o1,5,2026-01-01,2026-01-02', ["line: quote not closed"]),
]


def test_a_faulty_row_is_quarantined_with_every_reason(warehouse: Warehouse) -> None:
    rows = "".join(f"{row}\n" for row, _ in FAULTY)
    warehouse.deliver("feedback.csv", f"{HEADER}{GOOD}{rows}{GOOD.replace('f1', 'f2')}")
    assert reasons(warehouse, "feedback") == {number: reason for number, (_, reason) in enumerate(FAULTY, 2)}
    accepted = "select feedback_id from landing.landed_feedback where len(_reasons) = 0 order by 1"
    assert warehouse.query(accepted) == [("f1",), ("f2",)]
    assert warehouse.query(COUNTS_DIFFER.format(table="feedback")) == []


def test_accepted_values_and_negative_quantities(warehouse: Warehouse) -> None:
    warehouse.deliver(
        "order_lines.csv",
        "line_id,order_id,quantity,unit_price_minor,loaded_at\nl1,o1,-1,5,2026-01-01\nl2,o1,0,-5,2026-01-01\nl3,o1,1,,2026-01-01\n",
    )
    warehouse.deliver(
        "order_promises.csv",
        "order_id,promise_type,promised_until,recorded_at,loaded_at\no1,pickup,2026-01-01,2026-01-01,2026-01-01\n",
    )
    assert reasons(warehouse, "order_lines") == {1: ["quantity: below 0"], 2: ["unit_price_minor: below 0"]}
    assert reasons(warehouse, "order_promises") == {1: ["promise_type: not one of ship, delivery"]}


def test_a_time_zone_is_one_that_is_known(warehouse: Warehouse) -> None:
    zones = ["Europe/Prague", "europe/london", "UTC", "", "Europe/Praha", "+02:00", "Central European Time"]
    rows = "".join(f"s{n},S,{zone},2026-01-01,2026-01-01\n" for n, zone in enumerate(zones))
    warehouse.deliver("sellers.csv", f"seller_id,seller_name,timezone,valid_from,loaded_at\n{rows}")
    assert reasons(warehouse, "sellers") == {number: ["timezone: not a known time zone"] for number in (5, 6, 7)}
    assert warehouse.query(COUNTS_DIFFER.format(table="sellers")) == []


def test_a_country_code_has_two_letters(warehouse: Warehouse) -> None:
    codes = ["CZ", "cz", "", "CZE", "C", "Č1", "Czech Republic"]
    rows = "".join(f"o{n},s0,m,{code},CZ,2026-01-01,2026-01-01\n" for n, code in enumerate(codes))
    header = ORDERS.replace("ordered_at,order_value_minor", "buyer_country,ship_from_country,ordered_at")
    warehouse.deliver("orders.csv", header + rows)
    fault = "buyer_country: not a country code of two letters"
    assert reasons(warehouse, "orders") == {number: [fault] for number in (4, 5, 6, 7)}
    assert warehouse.query(COUNTS_DIFFER.format(table="orders")) == []


def test_what_happened_is_not_later_than_a_day_after_it_was_loaded(warehouse: Warehouse) -> None:
    warehouse.deliver(
        "order_status_history.csv",
        "order_id,status,event_at,recorded_at,loaded_at\n"
        "o1,open,2026-06-01,,2026-06-02\n"
        "o1,shipped,2034-06-01,,2026-06-02\n"
        "o1,shipped,2026-06-03 00:00:00,2026-06-03T02:00+02,2026-06-02\n"  # a day, to the second: a clock may run fast
        "o1,delivered,2026-06-03 00:00:00.000001,2026-06-04,2026-06-02\n",
    )
    warehouse.deliver(
        "order_promises.csv",
        "order_id,promise_type,promised_until,recorded_at,loaded_at\no1,ship,2034-06-01,2026-06-01,2026-06-02\n",
    )
    late = "more than a day after loaded_at"
    assert reasons(warehouse, "order_status_history") == {
        2: [f"event_at: {late}"],
        4: [f"event_at: {late}", f"recorded_at: {late}"],
    }
    assert warehouse.query(COUNTS_DIFFER.format(table="order_status_history")) == []
    assert reasons(warehouse, "order_promises") == {}


def test_what_is_kept_of_a_quarantined_row(warehouse: Warehouse) -> None:
    text = "<b>=cmd|' /C calc'!A0</b>'); drop table sellers; --"
    warehouse.deliver("feedback.csv", f'Note,{HEADER}"{text}",f1,o1,9, 2026-01-01,2026-01-02\nshort,line\n')
    warehouse.land("feedback")
    record, line = warehouse.query("select _raw_record from landing.landed_feedback order by _row_number")
    expected = {"Note": text, "feedback_id": "f1", "order_id": "o1", "rating": "9", "submitted_at": " 2026-01-01"}
    found = warehouse.connection.execute("select json_extract_string(?, '$.*')", record).fetchall()[0][0]
    assert found == [*expected.values(), "2026-01-02"]
    assert line == ("short,line",)


def test_hostile_text_is_data_and_file_names_may_be_strange(warehouse: Warehouse) -> None:
    names = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "Robert'); drop table landed_sellers; --",
        'say "hi"',
        "\\'",
    ]
    rows = [f's{n},"{name.replace(chr(34), chr(34) * 2)}",2026-01-01,2026-01-01' for n, name in enumerate(names)]
    warehouse.deliver(
        'sellers/it\'s; "x" (1) {a}.csv', "\n".join(["seller_id,seller_name,valid_from,loaded_at", *rows])
    )
    warehouse.land("sellers")
    assert warehouse.query("select seller_name, _file_name from landing.landed_sellers order by seller_id") == [
        (name, 'sellers/it\'s; "x" (1) {a}.csv') for name in names
    ]


ORDERS = "order_id,seller_id,marketplace,ordered_at,order_value_minor,loaded_at\n"


def test_repeated_keys(warehouse: Warehouse) -> None:
    warehouse.deliver(
        "orders.csv",
        f"{ORDERS}a,s1,m,2026-01-01,1,2026-01-02\n"  # 1, 2 equal: both accepted, one counted as a duplicate
        "a,s1,m,2026-01-01,1,2026-01-02T00:00Z\n"
        "b,s1,m,2026-01-01,1,2026-01-02\n"  # 3, 4 versions: both accepted
        "b,s1,m,2026-01-01,2,2026-01-03\n"
        "c,s1,m,2026-01-01,1,2026-01-02\n"  # 5-8 same version, other content: the last valid one, 7, wins; 6 equals it
        "c,s1,m,2026-01-01,2,2026-01-02\n"
        "c,s1,m,2026-01-01,2,2026-01-02\n"
        "c,s1,m,2026-01-01,x,2026-01-02\n",
    )
    assert reasons(warehouse, "orders") == {
        5: ["order_id, loaded_at: repeated with other content: row 7 wins"],
        8: ["order_value_minor: not a whole number"],
    }
    assert warehouse.query("select record_count, duplicate_count from landing.file_log") == [(8, 2)]
    assert warehouse.query(COUNTS_DIFFER.format(table="orders")) == []


def test_events_may_repeat(warehouse: Warehouse) -> None:
    row = "o1,open,2026-01-01,2026-01-02\n"
    warehouse.deliver(
        "order_status_history.csv", f"order_id,status,event_at,loaded_at\n{row}{row}o1,paid,2026-01-01,2026-01-02\n"
    )
    assert reasons(warehouse, "order_status_history") == {}
    assert warehouse.query("select duplicate_count from landing.file_log") == [(1,)]


def duplicates(warehouse: Warehouse) -> dict[str, int]:
    return dict(warehouse.query("select file_name, duplicate_count from landing.file_log"))


def test_equal_rows_of_an_earlier_file_are_duplicates_of_the_later_one(warehouse: Warehouse) -> None:
    again = GOOD.replace("f1", "f2")
    warehouse.deliver("feedback/1.csv", HEADER + GOOD + again)
    warehouse.land("feedback")
    third, third_elsewhere = "f3,o1,5,2026-01-01,2026-01-02\n", "f3,o1,5,2026-01-01T01:00+01,2026-01-02\n"
    warehouse.deliver("feedback/0.csv", f"{HEADER}{again}{again}f2,o1,4,2026-01-01,2026-01-03\n{third}")
    warehouse.deliver("feedback/2.csv", f"{HEADER}{GOOD}{third_elsewhere}f1,o1,9,2026-01-01,2026-01-02\n")
    warehouse.deliver("feedback/3.csv", f"{HEADER}{GOOD}{GOOD.replace(',5,', ',4,')}")  # the last one wins
    warehouse.land("feedback")
    # 0: two copies of a row of 1, landed before; 2: a copy of 1 and one of 0, landed with it, and a faulty row
    assert duplicates(warehouse) == {"feedback/1.csv": 0, "feedback/0.csv": 2, "feedback/2.csv": 2, "feedback/3.csv": 0}


def test_duplicates_across_files_with_and_without_a_key(warehouse: Warehouse) -> None:
    header, row = "order_id,status,event_at,actor,loaded_at\n", "o1,open,2026-01-01,seller,2026-01-02\n"
    other = row.replace("seller", "")  # actor is no part of what makes a row, but of its content
    warehouse.deliver("order_status_history/1.csv", header + row)
    warehouse.deliver("order_status_history/2.csv", header + row + other)
    warehouse.deliver("order_status_history/3.csv", header + other + row.replace("open", "paid"))
    warehouse.land("order_status_history")
    assert list(duplicates(warehouse).values()) == [0, 1, 1]
    header = "seller_id,program,valid_from,valid_to\n"
    warehouse.deliver("seller_programs/1.csv", f"{header}s1,mall,2026-01-01,\ns2,mall,2026-01-01,\n")
    warehouse.deliver("seller_programs/2.csv", f"{header}s1,mall,2026-01-01,\ns2,mall,2026-01-01,2026-02-01\n")
    warehouse.land("seller_programs")
    assert duplicates(warehouse)["seller_programs/2.csv"] == 1


def test_duplicates_do_not_depend_on_a_run_that_was_killed(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback/1.csv", HEADER + GOOD)
    warehouse.deliver("feedback/2.csv", HEADER + GOOD + GOOD.replace("f1", "f2"))
    warehouse.land("feedback", commit=False)
    killed = duplicates(warehouse)
    warehouse.land("feedback")
    assert duplicates(warehouse) == killed == {"feedback/1.csv": 0, "feedback/2.csv": 1}


def test_times_land_as_utc(warehouse: Warehouse) -> None:
    warehouse.connection.execute("set TimeZone = 'America/New_York'")
    times = ["2026-01-01 10:00:00+03", "2026-01-01T10:00:00", "2026-01-01T10:00:00.250Z", "1767261600", "1767261600250"]
    rows = "".join(f"f{n},o1,5,{time},2026-01-02\n" for n, time in enumerate(times))
    warehouse.deliver("feedback.csv", HEADER + rows)
    warehouse.land("feedback")
    day = datetime(2026, 1, 1)
    assert [time for (time,) in warehouse.query("select submitted_at from landing.landed_feedback order by feedback_id")] == [
        day.replace(hour=7), day.replace(hour=10), day.replace(hour=10, microsecond=250_000), day.replace(hour=10),
        day.replace(hour=10, microsecond=250_000),
    ]  # fmt: skip


def test_a_content_is_read_once_whatever_its_name(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback/a.csv", HEADER + GOOD)
    warehouse.deliver("feedback/copy of a.csv", HEADER + GOOD)
    assert len(warehouse.land("feedback")) == 1
    warehouse.deliver("feedback/renamed.csv", HEADER + GOOD)
    warehouse.deliver("feedback/b.csv", HEADER + GOOD.replace("f1", "f2"))
    assert len(warehouse.land("feedback")) == 1
    assert warehouse.land("feedback") == []
    assert warehouse.query("select count(*), count(distinct _file_hash) from landing.landed_feedback") == [(2, 2)]


def test_a_header_alone_is_an_empty_table_and_is_read_once(warehouse: Warehouse) -> None:
    warehouse.deliver("sellers.csv", "seller_id,seller_name,valid_from,loaded_at\n")
    assert warehouse.land("sellers") == []
    checks = warehouse.query("select count(*) from landing.gx_results")
    assert warehouse.land("sellers") == []
    assert warehouse.query("select record_count from landing.file_log") == [(0,)]
    assert warehouse.query("select count(*) from landing.gx_results") == checks


def test_an_absent_optional_table_is_empty(warehouse: Warehouse) -> None:
    assert warehouse.land("claims") == []
    assert warehouse.query("select count(*) from landing.landed_claims") == [(0,)]


def test_a_missing_required_table_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(
        Refused, match=r"raw/orders\.csv: the required table orders has no file: .*`dbt build` again\.$"
    ):
        warehouse.land("orders")
    (warehouse.raw / "orders").mkdir()
    with pytest.raises(Refused, match="has no file"):
        warehouse.land("orders")
    warehouse.deliver("orders/1.csv", ORDERS + "a,s1,m,2026-01-01,1,2026-01-02\n")
    warehouse.land("orders")
    (warehouse.raw / "orders" / "1.csv").unlink()
    assert warehouse.land("orders") == []
    (warehouse.raw / "orders").rmdir()
    with pytest.raises(Refused, match="has no file"):
        warehouse.land("orders")
    warehouse.raw.rmdir()
    with pytest.raises(Refused, match=r"there is no such folder: name the raw folder in SELLER_SLA_RAW_DIR"):
        warehouse.land("orders")


def test_one_refused_file_keeps_its_table_as_it_was_and_says_all_faults_at_once(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback/1.csv", HEADER + GOOD)
    warehouse.land("feedback")
    warehouse.deliver("feedback/2.csv", HEADER + GOOD.replace("f1", "f2"))
    warehouse.deliver("feedback/3.csv", HEADER.replace("rating", "ratings"))
    warehouse.deliver("feedback/4.csv", "")
    with pytest.raises(Refused) as refusal:
        warehouse.land("feedback")
    first, second = str(refusal.value).splitlines()
    assert first.endswith(
        "feedback/3.csv: its header lacks rating (is it ratings?): mend the header and run `dbt build` again."
    )
    assert second.endswith(
        "feedback/4.csv: the file is empty (0 bytes): deliver it with at least its header line and run `dbt build` again."
    )
    assert warehouse.query("select count(*) from landing.landed_feedback") == [(1,)]
    assert warehouse.query("select count(*) from landing.file_log") == [(1,)]
    failed = (
        "select file_name, expectation from landing.gx_results where not success and severity = 'critical' order by 1"
    )
    assert warehouse.query(failed) == [
        ("feedback/3.csv", "column rating is delivered"),
        ("feedback/4.csv", "the file can be read"),
    ]
    warehouse.deliver("feedback/3.csv", HEADER + GOOD.replace("f1", "f3"))
    (warehouse.raw / "feedback" / "4.csv").unlink()
    assert len(warehouse.land("feedback")) == 2


def test_an_expectation_that_cannot_run_is_told_from_one_that_fails(warehouse: Warehouse) -> None:
    warehouse.query("create table numbers as select 1 as n union all select 2")
    broken, missing = "select nothing_of_the_kind from {batch}", {"column": "not_there"}
    rules = [
        Rule(
            "n is above 1", "n: not above 1", "n <= 1", "ExpectColumnValuesToBeBetween", {"column": "n", "min_value": 2}
        ),
        Rule("the query runs", "", None, "UnexpectedRowsExpectation", {"unexpected_rows_query": broken}),
        Rule("the column is there", "", None, "ExpectColumnValuesToNotBeNull", missing),
    ]
    fails, *raise_ = validation.validate(warehouse.connection, "warehouse", "numbers", "values", rules)
    assert (fails.success, fails.unexpected_count, fails.element_count, fails.error) == (False, 1, 2, "")
    assert all(not result.success and result.error and result.unexpected_count is None for result in raise_)
    with pytest.raises(Refused, match=r"f\.csv: the check that the query runs could not run \(.*nothing_of_the_kind"):
        validation.stop_on_error("f.csv", [fails, *raise_])
    validation.stop_on_error("f.csv", [fails])


def test_absent_and_extra_columns_are_recorded(warehouse: Warehouse) -> None:
    warehouse.deliver("orders.csv", ORDERS.replace("\n", ",zeta\n") + "a,s1,m,2026-01-01,1,2026-01-02,z\n")
    warehouse.land("orders")
    [(extra, absent)] = warehouse.query("select extra_columns, absent_columns from landing.file_log")
    assert extra == "zeta"
    assert absent.split(", ") == [
        "purchase_id", "buyer_ref", "buyer_country", "ship_from_country", "fulfilled_by", "shipping_method", "is_test",
        "is_preorder", "currency",
    ]  # fmt: skip


def test_a_run_that_is_killed_before_its_rows_arrive_leaves_nothing_to_mend(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback.csv", HEADER + GOOD)
    warehouse.land("feedback", commit=False)
    assert warehouse.query("select count(*) from landing.file_log") == [(1,)]
    (warehouse.raw / "feedback.csv").unlink()
    warehouse.land("feedback")
    assert warehouse.query("select count(*) from landing.file_log") == [(0,)]
    warehouse.deliver("feedback.csv", HEADER + GOOD)
    assert len(warehouse.land("feedback")) == 1
    assert warehouse.query("select count(*) from landing.file_log") == [(1,)]


def test_a_content_has_the_results_of_its_newest_check_only(warehouse: Warehouse) -> None:
    checks = "select raw_table, file_hash, suite, expectation, run_id from landing.gx_results order by all"
    warehouse.deliver("feedback/1.csv", HEADER + GOOD + GOOD.replace(",5,", ",9,"))
    warehouse.land("feedback", commit=False)  # as when a build is killed after the check and before its rows arrive
    killed = warehouse.query(checks)
    warehouse.deliver("feedback/2.csv", HEADER.replace("rating", "ratings"))
    for run in (2, 3):  # a refused file is checked in every build
        with pytest.raises(Refused):
            warehouse.land("feedback")
        found = warehouse.query(checks)
        assert len({row[:-1] for row in found}) == len(found)
        assert {run_id for *_, run_id in found} == {f"run {run}"}
        assert [row[:-1] for row in found if row[1] == killed[0][1]] == [row[:-1] for row in killed]


def test_nothing_new_needs_no_great_expectations(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.deliver("feedback.csv", HEADER + GOOD)
    warehouse.land("feedback")
    monkeypatch.setitem(sys.modules, "seller_sla.landing.validation", None)
    assert warehouse.land("feedback") == []


def test_counts_agree_whatever_is_wrong(warehouse: Warehouse) -> None:
    lines = [HEADER]
    for n in range(400):
        rating = ["5", "9", "x", "", "4.0"][n % 5]
        time = ["2026-01-01", "2026-02-30", "1990-01-01", "", "2026-01-01T00:00:00+05"][n // 5 % 5]
        lines.append(f"f{n % 150},{'o' if n % 7 else ''},{rating},{time},2026-01-0{n % 3 + 1}\n")
        lines += ['f,"x\n'] if n % 50 == 0 else []
    warehouse.deliver("feedback.csv", "".join(lines))
    warehouse.land("feedback")
    assert warehouse.query(COUNTS_DIFFER.format(table="feedback")) == []
    assert warehouse.query("select record_count from landing.file_log") == [(408,)]
    [(landed, accepted)] = warehouse.query(
        "select count(*), count(*) filter (where len(_reasons) = 0) from landing.landed_feedback"
    )
    assert landed == 408
    assert 0 < accepted < 100


def test_a_process_that_checked_rows_ends_without_a_word() -> None:
    checked = "from seller_sla.landing.validation import great_expectations; great_expectations()"
    ended = subprocess.run([sys.executable, "-c", checked], capture_output=True, text=True, check=True)
    assert ended.stdout + ended.stderr == ""
