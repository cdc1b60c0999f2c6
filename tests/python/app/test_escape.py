"""Hostile text stays text: in Markdown, in a spreadsheet, in a link and in a file name."""

import re

import pytest

from components import escape

# What Streamlit's reader does to text that is already parsed, as its own expressions say it.
AFTER_PARSING = [
    r":[\w+-][\w+-]*:",
    r":material_(\w+):",
    r"(https?:\/\/|www(?=\.))([-.\w]+)",
    r"[-.\w+]+@[-\w]+(\.[-\w]+)+",
    r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)",
]
HOSTILE = [
    ":red[Boom]",
    ":material/error:",
    ":smile: :+1:",
    "<b>x</b>",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![i](http://e.vil/i.png)",
    "$x^2$",
    "$$y$$",
    "`code`",
    "**strong** _em_ ~~gone~~",
    "| a | b |",
    "# title",
    "- item",
    "1. item",
    "> quote",
    "a -> b <- c -- d >= e",
    "http://e.vil/x www.e.vil a@e.vil",
    "&lt;b&gt; &#x3C;",
    "\\[x\\]",
    ":blue-badge[x]{a=b}",
    "::leaf[x]",
    ":streamlit:",
    "---",
    "***",
    "+ plus",
    "[^1]",
    "[ref]: http://e.vil",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_every_sign_is_escaped_and_nothing_is_lost(words):
    shown = escape.safe(words)
    assert re.search(r"(?<!\\)[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)) is None, (
        "a sign without a backslash"
    )
    parsed = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown)
    assert parsed.replace(escape.JOINER, "") == words, "reading it back gives the name"
    for command in AFTER_PARSING:
        assert re.search(command, parsed.replace(":material/", ":material_")) is None, (
            f"{command} still matches {parsed!r}"
        )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("\u202egnp.exe", "gnp.exe"),
        ("zero\u200bwidth", "zero width"),
        ("  spaced  ", "spaced"),
        (None, ""),
        ("Čajovna Orient", "Čajovna Orient"),
        ("東京ストア", "東京ストア"),
        ("\ud800half", "half"),
        ("na\u0000ul", "na ul"),
    ],
)
def test_one_visible_line(words, shown):
    assert escape.plain(words) == shown


def test_long_text_is_cut_before_it_is_escaped():
    assert escape.plain("x" * 50, 10) == "xxxxxxxxx…"
    assert escape.safe("[" * 50, 3) == r"\[\[…"


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\n=1", "  =1", "＝1"]
)
def test_a_formula_is_text_in_a_spreadsheet(words):
    assert escape.csv_cell(words) == f"'{words}"


@pytest.mark.parametrize("value", ["plain", "a=b", "5 - 3", 12, -7, 0.5, True, ""])
def test_other_cells_stay_as_they_are(value):
    assert escape.csv_cell(value) == value


def test_csv_text_is_quoted_and_marked():
    made = escape.csv_text(("a", "b"), [("x,y", 'say "hi"'), ("=1", None), (-3, "two\nlines")])
    assert made == '\ufeffa,b\r\n"x,y","say ""hi"""\r\n\'=1,\r\n-3,"two\nlines"\r\n'


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://e.org/a_(b)", "https://e.org/a_%28b%29"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("none", ""),
        (None, ""),
        ("https://", ""),
        ("http://[", ""),
        ("https://e.org/a b", ""),
        ("https://e.org/x)[y](z", "https://e.org/x%29%5By%5D%28z"),
    ],
)
def test_only_web_addresses_become_links(url, shown):
    assert escape.link(url) == shown


def test_file_names_hold_no_paths():
    assert escape.file_name("../../etc/passwd", "=cmd|x", "") == "etc-passwd_cmd-x_x"
