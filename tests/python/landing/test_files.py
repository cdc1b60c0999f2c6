"""Reading delivered files: every dialect right, and what is not a file of the table refused in one sentence."""

import gzip
import shutil
from datetime import datetime

import duckdb
import pytest

from landing.warehouse import Warehouse
from seller_sla.landing import files
from seller_sla.landing.contract import Contract
from seller_sla.landing.refusals import Refused

HEADER = "feedback_id,order_id,rating,submitted_at,loaded_at"
ROWS = ["f1,o1,5,2026-01-01 10:00:00,2026-01-02 05:00:00", "f2,o2,4,2026-01-01 11:00:00,2026-01-02 05:00:00"]
TEXT = "\n".join([HEADER, *ROWS, ""])


def ids(warehouse: Warehouse, name: str = "feedback.csv") -> list[str]:
    return [row["feedback_id"] for row in warehouse.read("feedback", name)[1]]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.rstrip("\n").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        ("\n\n" + TEXT + "\n\n").encode(),
        TEXT.upper().replace("F1", "f1").replace("F2", "f2").encode(),
        "\n".join('"' + line.replace(",", '","') + '"' for line in [HEADER, *ROWS]).encode(),
    ],
    ids=[
        "plain", "no last line break", "crlf", "cr", "semicolon", "tab", "bar", "utf-8 bom", "utf-16 le", "utf-16 be",
        "empty lines", "upper case header", "all quoted",
    ],
)  # fmt: skip
def test_every_dialect_reads_the_same(warehouse: Warehouse, content: bytes) -> None:
    warehouse.deliver("feedback.csv", content)
    delivered, rows, broken = warehouse.read("feedback", "feedback.csv")
    assert [(row["_row_number"], row["feedback_id"], row["rating"]) for row in rows] == [(1, "f1", "5"), (2, "f2", "4")]
    assert (delivered.record_count, delivered.extra, broken) == (2, [], [])


def test_gzip_and_parquet_read_as_csv_does(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback.csv.gz", gzip.compress(TEXT.encode()))
    assert ids(warehouse, "feedback.csv.gz") == ["f1", "f2"]
    duckdb.sql(
        "select 'f1' as feedback_id, 'o1' as order_id, 5.0::double as rating,"
        " timestamptz '2026-01-01 12:00:00+02' as submitted_at, date '2026-01-02' as loaded_at"
    ).write_parquet(str(warehouse.raw / "feedback.parquet"))
    _, [row], _ = warehouse.read("feedback", "feedback.parquet")
    assert (row["rating"], row["submitted_at"], row["loaded_at"]) == ("5", datetime(2026, 1, 1, 10), "2026-01-02")


def test_a_byte_of_no_known_encoding_is_never_guessed(warehouse: Warehouse) -> None:
    """In Windows-1250 the byte 9d is a letter that Western European does not have."""
    named = "f1,o1,5,\u017dlu\u0165ou\u010dk\u00fd,2026-01-01,2026-01-02".encode("cp1250")
    header = b"feedback_id,order_id,rating,comment,submitted_at,loaded_at,t\x9d\n"
    warehouse.deliver("feedback.csv", header + named + b",x\nf2,o1,5,fine,2026-01-01,2026-01-02,x\n")
    reason = "line: byte \\x9d is neither UTF-8 nor Western European (Windows-1252)"
    assert warehouse.land("feedback") == [(1, False, [reason]), (2, True, [])]
    [(raw,)] = warehouse.query("select _raw_record from landing.landed_feedback where _row_number = 1")
    assert raw.startswith("f1,o1,5,\u017dlu\\x9dou")


def test_latin_1_bytes_cost_nothing_and_spoil_nothing(warehouse: Warehouse) -> None:
    lines = [HEADER, "Müller,o1,5,2026-01-01,2026-01-02", "Želva,o2,4,2026-01-01,2026-01-02"]
    warehouse.deliver("feedback.csv", "\n".join(lines[:2]).encode("latin-1") + b"\n" + lines[2].encode())
    assert ids(warehouse) == ["Müller", "Želva"]
    assert warehouse.read("feedback", "feedback.csv")[0].encoding == "utf-8 and cp1252"


def test_columns_in_another_order_and_extra_ones(warehouse: Warehouse) -> None:
    warehouse.deliver(
        "feedback.csv", "loaded_at,Note,rating,feedback_id,submitted_at,order_id,\n2026-01-02,x,5,f1,2026-01-01,o1,\n"
    )
    delivered, [row], _ = warehouse.read("feedback", "feedback.csv")
    assert (row["feedback_id"], row["rating"], row["loaded_at"]) == ("f1", "5", "2026-01-02")
    assert delivered.extra == ["Note", "(column 7)"]


def test_line_breaks_delimiters_and_quotes_in_values(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback.csv", f'{HEADER}\n"f""1\n, x",o1,5,2026-01-01,2026-01-02\n{ROWS[1]}\n')
    assert ids(warehouse) == ['f"1\n, x', "f2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"f9,o9,5,2026-01-01,2026-01-02', "quote not closed"),
        ('f9,"o9,5,2026-01-01,2026-01-02', "quote not closed"),
        ("f9,o9,5", "3 fields where the header has 5"),
        ("f9,o9,5,2026-01-01,2026-01-02,extra", "6 fields where the header has 5"),
        ("f9;o9;5;2026-01-01;2026-01-02", "1 field where the header has 5"),
        ('"f9"x,o9,5,2026-01-01,2026-01-02', "text after a closing quote"),
        ("f\x009,o9,5,2026-01-01,2026-01-02", "NUL byte"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_is_no_record_is_kept_with_its_reason(
    warehouse: Warehouse, line: str, reason: str, place: int
) -> None:
    lines = [*ROWS[:place], line, *ROWS[place:]]
    warehouse.deliver("feedback.csv", "\n".join([HEADER, *lines]))
    delivered, rows, broken = warehouse.read("feedback", "feedback.csv")
    assert [row["feedback_id"] for row in rows] == ["f1", "f2"]
    assert broken == [(place + 1, reason, line.replace("\0", "\u2400"))]
    assert (delivered.record_count, delivered.broken_count) == (3, 1)


def test_two_stray_quotes_do_not_swallow_the_rows_between(warehouse: Warehouse) -> None:
    lines = ['f0,"o0,5,2026-01-01,2026-01-02', *ROWS, 'f3,27",3,2026-01-01,2026-01-02']
    warehouse.deliver("feedback.csv", "\n".join([HEADER, *lines]))
    _, rows, broken = warehouse.read("feedback", "feedback.csv")
    assert [row["order_id"] for row in rows] == ["o1", "o2", '27"']
    assert [number for number, *_ in broken] == [1]


def test_records_are_numbered_in_the_order_of_the_file(warehouse: Warehouse) -> None:
    rows = "\n".join(f"f{n},{'o' * (n % 50)},5,2026-01-01,2026-01-02" for n in range(1, 300_001))
    warehouse.deliver("feedback.csv", f"{HEADER}\n{rows}\n")
    warehouse.connection.execute("set threads = 4")
    warehouse.land("feedback")
    wrong = "select count(*), count(*) filter (where feedback_id <> 'f' || _row_number) from landing.landed_feedback"
    assert warehouse.query(wrong) == [(300_000, 0)]


def test_very_long_text(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback.csv", f'{HEADER}\nf1,"{"漢" * 999_000}\n",5,2026-01-01,2026-01-02\n{ROWS[1]}\n')
    assert [len(row["order_id"]) for row in warehouse.read("feedback", "feedback.csv")[1]] == [999_001, 2]
    warehouse.deliver("feedback.csv", f'{HEADER}\nf1,"{"x" * 1_000_001}",5,2026-01-01,2026-01-02\nf,x\n{ROWS[1]}\n')
    _, rows, broken = warehouse.read("feedback", "feedback.csv")
    assert ([row["feedback_id"] for row in rows], [reason for _, reason, _ in broken]) == (
        ["f2"],
        ["too long", "2 fields where the header has 5"],
    )


@pytest.mark.parametrize("line_break", ["\n", "\r"])
def test_a_file_without_line_breaks_is_not_read_into_memory(warehouse: Warehouse, line_break: str) -> None:
    warehouse.deliver("feedback.csv", f"{HEADER}{line_break}" + "f1,o1,5,2026-01-01,2026-01-02," * 2_400_000)
    with pytest.raises(
        Refused, match=r"feedback.csv: line 2 has more than 67,108,864 bytes, so line breaks are missing"
    ):
        warehouse.read("feedback", "feedback.csv")


@pytest.mark.parametrize(("name", "content"), [("feedback.csv", b""), ("feedback.csv.gz", b"packed")])
def test_a_copy_that_does_not_fit_is_refused_before_it_is_made(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    text = f"{HEADER}\n{ROWS[0]}\n".encode()
    warehouse.deliver(name, gzip.compress(text) if content else text)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 0, 10))
    with pytest.raises(Refused, match=rf"{name}: its rows are copied before they land, which takes 0.0 GB, and .*work"):
        warehouse.read("feedback", name)
    assert not list((warehouse.raw.parent / "work").iterdir())


def test_what_is_cut_off_a_very_long_broken_line_is_said(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback.csv", f"{HEADER}\n{'x' * 20_000_000}\n{ROWS[1]}\n{'y' * 1_000_000}\n")
    (_, reason, raw), (*_, whole) = warehouse.read("feedback", "feedback.csv")[2]
    assert reason == "1 field where the header has 5"
    assert raw == "x" * 1_000_000 + " [cut here: the line has 20,000,000 characters]"
    assert whole == "y" * 1_000_000


@pytest.mark.parametrize(
    ("header", "rows", "words"),
    [(";", ",", "by semicolons, the rows by commas"), (",", "\t", "by commas, the rows by tabs")],
)
def test_rows_split_by_another_sign_than_the_header_are_refused(warehouse, header, rows, words) -> None:
    content = "\n".join([HEADER.replace(",", header), *(line.replace(",", rows) for line in ROWS), ""])
    for ending in ("\n", "\r\n", "\r"):
        warehouse.deliver("feedback.csv", content.replace("\n", ending))
        with pytest.raises(Refused) as refusal:
            warehouse.read("feedback", "feedback.csv")
        assert str(refusal.value) == (
            f"feedback.csv: the header is split {words}: write both with the same sign and run `dbt build` again."
        )


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (f'{HEADER}\n"a;b;c;d;e",o1,5,2026-01-01,2026-01-02\nshort\n', 1),
        (f"{HEADER}\na;b;c;d;e,o1,5,2026-01-01,2026-01-02\na;b;c;d;e\na;b;c;d;e\n", 1),
        ('feedback_id\na;b\nc;d\n"a\n', 2),
        (f"{HEADER}\nx\ny;z\n", 0),
        (f'{HEADER}\nf1,"a;b;c;d;e\nf;g;h;i;j\nk",5,2026-01-01,2026-01-02\n', 1),
    ],
    ids=["in quotes", "one row is right", "one column", "neither", "over two lines"],
)
def test_another_delimiter_within_text_is_text(warehouse: Warehouse, text: str, accepted: int) -> None:
    warehouse.deliver("feedback.csv", text)
    assert len(ids(warehouse)) == accepted


REFUSED = {
    "empty": (b"", "the file is empty (0 bytes)"),
    "white space": (b" \n\n", "holds nothing but white space"),
    "parquet": (b"PAR1xxxx", "this is a Parquet file, not CSV"),
    "xlsx": (b"PK\x03\x04xxxx", "this is a zip or Excel file, not CSV"),
    "gzip": (gzip.compress(b"x"), "this is a gzip file, not CSV"),
    "html": (b"\n<!doctype html><html>", "this is a web page or XML, not CSV"),
    "json": (b'[{"feedback_id": 1}]', "this is JSON, not CSV"),
    "utf-16 without mark": (TEXT.encode("utf-16-le"), "the header holds NUL bytes"),
    "binary": (b"\x00\x01\x02\xff" * 100, "the header holds NUL bytes"),
    "header twice": (f"{HEADER},rating\n".encode(), "the header names the column rating 2 times"),
    "header not closed": (b'"feedback_id,order_id\n', "a quote does not close"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_in_one_sentence(warehouse: Warehouse, kind: str) -> None:
    content, fault = REFUSED[kind]
    warehouse.deliver("feedback.csv", content)
    with pytest.raises(Refused) as refusal:
        warehouse.read("feedback", "feedback.csv")
    sentence = str(refusal.value)
    assert sentence.startswith("feedback.csv: ")
    assert fault in sentence
    assert sentence.endswith("and run `dbt build` again.")
    assert "\n" not in sentence


@pytest.mark.parametrize("cut", [0, 5, 20, -1])
def test_a_cut_or_damaged_archive_is_refused(warehouse: Warehouse, cut: int) -> None:
    whole = gzip.compress("\n".join([HEADER, *ROWS * 500]).encode())
    warehouse.deliver("feedback.csv.gz", whole[: cut or 3] if cut else whole[:-8] + b"\0" * 8)
    with pytest.raises(Refused, match="cannot be read"):
        warehouse.read("feedback", "feedback.csv.gz")


@pytest.mark.parametrize("content", [b"no", b"PAR1" + b"x" * 50 + b"PAR1"])
def test_a_parquet_file_that_is_none_is_refused(warehouse: Warehouse, content: bytes) -> None:
    warehouse.deliver("feedback.parquet", content)
    with pytest.raises(Refused, match=r"^feedback\.parquet: "):
        warehouse.read("feedback", "feedback.parquet")


@pytest.mark.parametrize("name", ["feedback.xlsx", "feedback.json", "feedback.csv.zip", "feedback/a.txt", "feedback"])
def test_another_file_in_the_place_of_a_table_is_refused(warehouse: Warehouse, name: str) -> None:
    warehouse.deliver(name, TEXT)
    [path] = files.find(warehouse.raw, Contract.read("raw", "feedback"))
    with pytest.raises(Refused, match=r"only \.csv, \.csv\.gz and \.parquet"):
        files.check_format(path, name)


def test_a_link_in_a_tables_folder_that_leads_to_no_file_is_refused(warehouse: Warehouse) -> None:
    warehouse.deliver("feedback/1.csv", TEXT)
    (warehouse.raw / "elsewhere").mkdir()
    (warehouse.raw / "feedback" / "good.csv").symlink_to("1.csv")
    (warehouse.raw / "feedback" / "gone.csv").symlink_to("nowhere.csv")
    (warehouse.raw / "feedback" / "more").symlink_to("../elsewhere")
    with pytest.raises(Refused) as refusal:
        warehouse.land("feedback")
    again = "put the file in its place, or remove it, and run `dbt build` again."
    assert str(refusal.value).splitlines() == [
        f"{warehouse.raw}/feedback/gone.csv: this link leads nowhere: {again}",
        f"{warehouse.raw}/feedback/more: this link leads to a folder, which is not read: {again}",
    ]


def test_where_files_are_looked_for(warehouse: Warehouse) -> None:
    wanted = [
        "feedback.csv",
        "feedback.2026-01.csv",
        "Feedback.CSV.gz",
        "feedback/2026/it's 1; --.csv",
        "feedback/b.parquet",
    ]
    for name in [
        *wanted,
        "feedback_old.csv",
        ".feedback.csv",
        "feedback/_SUCCESS",
        "feedback/.part",
        "other/feedback.csv",
    ]:
        warehouse.deliver(name, TEXT)
    found = files.find(warehouse.raw, Contract.read("raw", "feedback"))
    assert sorted(path.relative_to(warehouse.raw).as_posix() for path in found) == sorted(wanted)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER.replace("loaded_at", "load_at"), "its header lacks loaded_at (is it load_at?): mend the header"),
        (HEADER.replace("rating,", ""), "its header lacks rating: mend the header"),
        (HEADER.replace("rating", "score").replace("order_id,", ""), "its header lacks order_id and rating"),
        ("f1,o1,5,2026-01-01,2026-01-02", "its first line names no column of feedback"),
    ],
)
def test_missing_and_renamed_columns(warehouse: Warehouse, header: str, sentence: str) -> None:
    warehouse.deliver("feedback.csv", f"{header}\n")
    with pytest.raises(Refused) as refusal:
        warehouse.land("feedback")
    assert sentence in str(refusal.value)


def test_an_optional_column_may_be_absent_but_not_misspelt(warehouse: Warehouse) -> None:
    name = "order_status_history.csv"
    warehouse.deliver(name, "order_id,status,event_at,loaded_at,Reason-Code\n")
    with pytest.raises(Refused, match=r"lacks reason_code \(is it Reason-Code\?\)"):
        warehouse.land("order_status_history")
    warehouse.deliver(name, "order_id,status,event_at,loaded_at,note\n")
    assert warehouse.land("order_status_history") == []


@pytest.mark.parametrize("first", ['"o\r1"', "o\r1"], ids=["quoted", "bare"])
def test_a_lone_carriage_return_breaks_no_more_than_its_record(warehouse: Warehouse, first: str) -> None:
    lines = [HEADER, ROWS[0].replace("o1", first), ROWS[1], ROWS[1].replace("f2", '"f3')]
    warehouse.deliver("feedback.csv", "\n".join(lines).encode() + b"\n")
    _, rows, broken = warehouse.read("feedback", "feedback.csv")
    assert "f2" in [row["feedback_id"] for row in rows]
    assert len(rows) + len(broken) == 3
    assert [raw for *_, raw in broken if raw.startswith('"f3')]


def test_a_picture_is_refused_in_one_sentence(warehouse: Warehouse) -> None:
    noise = bytes(number * number % 251 for number in range(1, 5000))
    warehouse.deliver("feedback.csv", b"\x89PNG\r\n\x1a\n" + noise)
    with pytest.raises(Refused, match=r"feedback\.csv: its first line names no column"):
        warehouse.land("feedback")
