"""Splitting delimited text: what is right is parsed right, and a broken record never takes its neighbours along."""

import csv
import io
import subprocess
import sys
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from projects import ROOT
from seller_sla.landing.records import RecordReader, split

TEXT = st.text(st.sampled_from("ab1 ,;|\t\"'\n\r=<é漢"), max_size=12)


def dated(fields: list[str]) -> bool:
    """A row of these tests: a number first, a date last, whatever between."""
    return fields[0].isdigit() and fields[-1].startswith("2026-")


def records(text: str, delimiter: str = ",", width: int = 3) -> list[tuple[list[str] | None, str]]:
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return [(r.fields, r.reason or r.raw) for r in RecordReader(lines, delimiter, width, dated)]


def written(rows: list[list[str]], delimiter: str, quoting: int, ending: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(rows)
    return out.getvalue()


def row(number: int, text: str) -> list[str]:
    return [str(number), text, f"2026-01-{number % 28 + 1:02d}"]


@given(
    st.lists(TEXT, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None, max_examples=200)
def test_any_table_comes_back_as_it_was_written(texts: list[str], delimiter: str, quoting: int, ending: str) -> None:
    # A blank before a quote is not data to a reader that allows it; the csv module does not write such a field quoted.
    rows = [row(number, text.lstrip(" ")) for number, text in enumerate(texts)]
    read = records(written(rows, delimiter, quoting, ending), delimiter)
    assert [fields for fields, _ in read] == rows


@given(
    st.lists(TEXT, min_size=1, max_size=6),
    st.integers(0, 5),
    st.sampled_from(
        ['{n},"{t},2026-01-01', "{n},{t},2026-01-01,9", "{n},2026-01-01", '{n},"a"b,2026-01-01', "{n},\0,2026-01-01"]
    ),
)
@settings(deadline=None, max_examples=200)
def test_one_broken_line_costs_no_other_row(texts: list[str], place: int, broken: str) -> None:
    rows = [row(number, text.lstrip(" ")) for number, text in enumerate(texts)]
    lines = [written([r], ",", csv.QUOTE_MINIMAL, "\n") for r in rows]
    lines.insert(min(place, len(lines)), broken + "\n")
    read = records("".join(lines))
    assert [fields for fields, _ in read if fields is not None] == rows
    assert [raw for fields, raw in read if fields is None] != []


LIKE_ROWS = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(["7,x,2026-01-07", "8,,2026-01-08", "a, b", "2026-01-09", "9,", ",", "", "12 inches"]),
    ),
    max_size=4,
).map(lambda lines: "\n".join([*lines, "."]) if len(lines) > 1 else "".join(lines))  # the last line is no row's head


@given(st.lists(LIKE_ROWS, max_size=5), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(deadline=None, max_examples=300)
def test_text_in_quotes_is_text_also_when_it_looks_like_rows(texts: list[str], quoting: int) -> None:
    # Text that begins like the end of a row and ends like the head of one is in test_put_aside_with_a_reason.
    rows = [row(number, text.lstrip(" ")) for number, text in enumerate(texts)]
    assert [fields for fields, _ in records(written(rows, ",", quoting, "\n"))] == rows


@given(
    st.lists(LIKE_ROWS, min_size=1, max_size=5),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=1000)
def test_one_lost_quote_costs_no_other_row_without_a_word(texts: list[str], quoting: int, random: Random) -> None:
    rows = [row(number, text.lstrip(" ")) for number, text in enumerate(texts)]
    lines = [written([r], ",", quoting, "\n") for r in rows]
    torn = random.randrange(len(rows))
    quotes = [place for place, sign in enumerate(lines[torn]) if sign == '"']
    assume(quotes)
    lost = random.choice(quotes)
    lines[torn] = lines[torn][:lost] + lines[torn][lost + 1 :]
    read = records("".join(lines))
    accepted = [fields for fields, _ in read]
    assert [r for at, r in enumerate(rows) if at != torn and r not in accepted] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('1,"a\nb, c, d\ne",2026-01-01\n', [["1", "a\nb, c, d\ne", "2026-01-01"]]),
        ('1,27" screen,2026-01-01\n', [["1", '27" screen', "2026-01-01"]]),
        ('1,"say ""hi""",2026-01-01\n', [["1", 'say "hi"', "2026-01-01"]]),
        ('1, "a, b" ,2026-01-01\n', [["1", "a, b", "2026-01-01"]]),
        ('1,"abc\n2,d",2026-01-02\n', [["1", "abc\n2,d", "2026-01-02"]]),
        ('1,"abc\n2,d,2026-01-02\nend",2026-01-01\n', [["1", "abc\n2,d,2026-01-02\nend", "2026-01-01"]]),
        ('1,"2,d,2026-01-02\n3,e,2026-01-03",2026-01-01\n', [["1", "2,d,2026-01-02\n3,e,2026-01-03", "2026-01-01"]]),
        ('x,"a\n2,d,2026-01-02\nb",2026-01-01\n', [["x", "a\n2,d,2026-01-02\nb", "2026-01-01"]]),
        ('1,"",2026-01-01\n\n2,,2026-01-02\n', [["1", "", "2026-01-01"], ["2", "", "2026-01-02"]]),
    ],
    ids=[
        "prose with as many commas as a row",
        "inches",
        "doubled quotes",
        "blanks around quotes",
        "prose like a row",
        "a whole row within text",
        "text that is two rows",
        "a whole row within a row with a wrong value",
        "empty line",
    ],
)
def test_parsed_right(text: str, expected: list[list[str]]) -> None:
    assert [fields for fields, _ in records(text)] == expected


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ('1,"abc,2026-01-01\n2,d,2026-01-02\n', ["quote not closed", ""]),
        ('1,"abc,2026-01-01\n2,d,2026-01-02\n3,27",2026-01-03\n', ["quote not closed", "", ""]),
        ('1,"abc,2026-01-01\n2,",\nfoo",2026-01-02\n3,x,2026-01-03\n', ["quote not closed", "", ""]),
        ('1,"abc,2026-01-01\n2,"say ""x""\nok",2026-01-02\n', ["quote not closed", ""]),
        ("1,abc\n2,d,2026-01-02\n", ["2 fields where the header has 3", ""]),
        ("1,a,b,2026-01-01\n2,d,2026-01-02\n", ["4 fields where the header has 3", ""]),
        ('1,"a"b,2026-01-01\n2,d,2026-01-02\n', ["text after a closing quote", ""]),
        ("1,a\0b,2026-01-01\n2,d,2026-01-02\n", ["NUL byte", ""]),
        ('1,x,2026-01-01\n2,"the end', ["", "quote not closed"]),
    ],
)
def test_put_aside_with_a_reason(text: str, reasons: list[str]) -> None:
    lines = text.removesuffix("\n").split("\n")
    assert [record.reason for record in RecordReader(lines, ",", 3, dated)] == reasons


def test_a_row_with_a_wrong_value_and_a_line_break_stays_one_record() -> None:
    assert records('x,"a\nb",2026-01-01\n2,c,2026-01-02\n')[0][0] == ["x", "a\nb", "2026-01-01"]


def test_a_quote_that_never_closes_is_not_looked_for_without_end() -> None:
    lines = ['1,"abc,2026-01-01', *["words"] * 5000, "2,d,2026-01-02"]
    read = list(RecordReader(lines, ",", 3, dated))
    assert read[0].reason == "quote not closed"
    assert read[-1].fields == ["2", "d", "2026-01-02"]


def test_split_needs_no_quotes() -> None:
    assert split("a,b,", ",") == ["a", "b", ""]


def test_a_run_of_these_tests_ends_without_pages_about_leaked_objects() -> None:
    """Hypothesis leaves a function with the garbage collector that keeps fixtures, and DuckDB's types in their hints."""
    one = [__file__, "-k", "test_any_table", "-p", "no:cacheprovider"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *one], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
