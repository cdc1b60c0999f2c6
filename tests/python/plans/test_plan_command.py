"""`seller-sla plan` as people type it, where the demo is built."""

import csv
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from itertools import product
from typing import ClassVar

import duckdb
import pytest
from pypdf import PdfReader

from projects import ROOT, Project
from seller_sla.documents import html, markdown, pdf
from seller_sla.documents.parts import Document, Heading, Line, Lines, Paragraph, Part, table
from seller_sla.plans.actions import SEED, choices
from seller_sla.plans.document import document
from seller_sla.plans.rows import Case, case
from seller_sla.reading import reading

HOSTILE = (
    "</title><script>alert(1)</script> | [x](javascript:alert(1)) `c` $y$ www.e.vil a@e.vil"
    " \u202e\n# ![i](http://e.vil/i.png) {0}"
)


@pytest.fixture(scope="module")
def of_seller(demo_project: Project) -> Callable[[str, str | None], Case]:
    """What the published marts say of a seller."""

    def read(seller_id: str, policy_id: str | None = None) -> Case:
        with reading(demo_project.published) as fetch:
            return case(fetch, seller_id, policy_id)

    return read


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seeds are found in the folder of the project."""
    monkeypatch.chdir(ROOT)


def test_a_plan_is_filled_with_what_was_measured(demo_project):
    ended = demo_project.seller_sla("plan", "S10")
    assert ended.returncode == 0, ended.stderr
    for words in (
        "# Plan of action: Šatník Lada",
        "**As of:** Wed 1 Jul 2026, 01:30 (New York time)",
        "16.4%: 12 returns of 73 orders; 7 too many | at most 8% | major",
        "A trend: the orders after it are beyond the limit too",
        "**SKU:** S10-17: 10 of 16 bad (62.5%), all others 8 of 74 bad (10.8%)",
        "Take S10-17 off until what is wrong with it is found",
        "77 good orders in a row (12 bad of 150 then)",
        "it is within the limit on 8 September 2026 at the latest",
        "**Step:** Ask for an improvement plan (open)",
        "**Appeal until:** 8 June 2026",
        "**Verdict:** Too early to tell",
        "-2.1 percentage points, likely -21.9 to +15.6 (95%)",
        "| Corrective | too small | Measure the ten best sellers anew",
    ):
        assert words in ended.stdout, words
    assert not re.search(r"None|\bnan\b|[{}]|\n\n\n", ended.stdout)


def test_a_verdict_is_told_with_its_reason(demo_project):
    worked = demo_project.seller_sla("plan", "S08", "--policy", "mall_order_confirmation").stdout
    assert "It worked: within the target, and better than before by more than chance explains." in worked
    assert "Nothing is in breach now." in worked
    assert "It did not work: beyond the target" in demo_project.seller_sla("plan", "S09").stdout


def test_every_seller_has_a_plan_or_a_sentence(of_seller, demo_project):
    with reading(demo_project.published) as fetch:
        sellers = [row.seller_id for row in fetch("select seller_id from dim_sellers")]
    for seller_id in sellers:
        found = of_seller(seller_id)
        if found.breaches:
            for text in (markdown.written(document(found)), html.written(document(found))):
                assert not re.search(r"None|\bnan\b|\n\n\n", text), seller_id


def test_html_says_what_markdown_says(demo_project, tmp_path):
    page = tmp_path / "plan.html"
    assert demo_project.seller_sla("plan", "S04", "--to", str(page)).stdout == f"{page}\n"
    text = demo_project.seller_sla("plan", "S04", "--format", "markdown").stdout
    read = Reader.of(page.read_text())
    assert [words for words in read.words if words not in bare(text)] == []
    assert read.tags <= Reader.ALLOWED


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("S99",), "There is no seller S99 in what was published last"),
        (
            ("S10", "--policy", "nope"),
            "The seller S10 is not judged by the policy nope: it is judged by mall_",
        ),
        (("S10", "--format", "pdf"), "A PDF is not for the screen: name a file with --to."),
        (("S10", "--to", "no/such/folder/plan.md"), "no/such/folder/plan.md: the plan cannot be written there"),
    ],
)
def test_what_cannot_be_is_a_sentence(demo_project, arguments, sentence):
    ended = demo_project.seller_sla("plan", *arguments)
    assert ended.returncode in (1, 2)
    assert ended.stderr.splitlines()[-1].startswith(f"Error: {sentence}")


def test_nothing_published_is_a_sentence(parsed_project):
    ended = parsed_project.seller_sla("plan", "S10")
    assert ended.returncode == 1
    assert re.fullmatch(r"Error: Nothing is published at .* yet: run `make build` first\.\n", ended.stderr)


def test_nothing_out_of_limits_is_a_sentence(demo_project, tmp_path):
    ended = demo_project.seller_sla("plan", "S01", "--to", str(tmp_path / "plan.md"))
    assert ended.returncode == 0
    assert ended.stdout == (
        "Modrý Kolibřík (S01) breaches none of 9 limits: there is nothing to plan. With --policy one is told anyway.\n"
    )
    assert not (tmp_path / "plan.md").exists()


def test_hostile_names_stay_text(demo_project, tmp_path):
    """Of the seller, of a product, of a person, of an action: in Markdown, in HTML, and on the screen."""
    copy = tmp_path / "marts.duckdb"
    shutil.copy(demo_project.published, copy)
    with duckdb.connect(str(copy)) as connection:
        for table_name, column in (
            ("dim_sellers", "seller_name"), ("fct_breach_drivers", "dimension_value"), ("fct_improvement_plans", "opened_by"),
            ("fct_improvement_plan_actions", "action"), ("fct_enforcement_recommendations", "facts"),
        ):  # fmt: skip
            connection.execute(
                f"update {table_name} set {column} = $hostile where seller_id = 'S10'", {"hostile": HOSTILE}
            )
    with reading(copy) as fetch:
        written = document(case(fetch, "S10", None))
    page = Reader.of(html.written(written))
    assert page.tags <= Reader.ALLOWED
    assert page.links == []
    assert sum(HOSTILE.split("\n")[0].split(" \u202e")[0] in words for words in page.words) >= 5
    text = markdown.written(written)
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(|(?<!\\)`|(?<!\\)\$|://|www\.|@e|[\u202e]", text)
    assert {line[:2] for line in text.splitlines() if line.startswith("#")} == {"# ", "##"}


def test_every_metric_and_every_cause_has_actions_of_both_kinds(of_seller):
    rows = list(csv.DictReader(SEED.open(encoding="utf-8", newline="")))
    metrics = [row["metric_code"] for row in csv.DictReader((SEED.parent / "sla_metrics.csv").open(encoding="utf-8"))]
    causes = sorted({row["cause"] for row in rows})
    assert len(causes) == 10
    for metric, cause, kind in product(metrics, causes, ("corrective", "preventive")):
        assert any(
            row["metric_code"] in (metric, "any") and row["cause"] == cause and row["kind"] == kind for row in rows
        ), (metric, cause, kind)
    for metric in metrics:
        assert any(row["metric_code"] == metric for row in rows), f"{metric} has no action of its own"
    [breach] = of_seller("S10", "convictional_return_rate").breaches
    chosen = choices(breach)
    assert {action.kind for action in chosen} == {"corrective", "preventive"}
    assert not any("{value}" in action.action for action in chosen)


@pytest.mark.parametrize("words", ["- a", "+ a", "1. a", "12) a", "---", "===", "# a", "> a", "a | b", "-2.1", "16.4%"])
def test_no_words_begin_a_list_or_a_heading(words):
    parts: tuple[Part, ...] = (Paragraph(words), Lines((Line(words),)), Heading(words), table([words], [[words]]))
    text = markdown.written(Document(words, parts))
    title, paragraph, line, heading, cells = text.strip().split("\n\n")
    assert not re.match(r"([-+>#=]+(\s|$)|\d+[.)]\s)", paragraph)
    assert (title[:2], line[:2], heading[:3]) == ("# ", "- ", "## ")
    assert all(
        re.search(r"(?<!\\)\|.*(?<!\\)\|$", row) and len(re.findall(r"(?<!\\)\|", row)) == 2
        for row in cells.split("\n")
    )
    assert bare(paragraph) == words


def test_a_pdf_says_what_markdown_says(demo_project, tmp_path):
    page = tmp_path / "plan.pdf"
    assert demo_project.seller_sla("plan", "S10", "--to", str(page)).stdout == f"{page}\n"
    read = "".join(sheet.extract_text() for sheet in PdfReader(page).pages)
    text = demo_project.seller_sla("plan", "S10").stdout
    cells = [cell for line in bare(text).splitlines() for cell in re.split(r" \| |^\| | \|$|\*\*|^#+ |^- ", line)]
    words = {letters(cell) for cell in cells if not re.fullmatch(r"[|-]*", cell)}
    assert len(words) > 60
    assert [cell for cell in words if cell not in letters(read)] == []
    assert letters("Šatník Lada") in letters(read)


def test_what_the_font_cannot_show_and_what_hides_text_is_replaced_in_a_pdf():
    parts = (
        Paragraph(f"東京 {HOSTILE}"),
        Lines((Line("away", url="javascript:alert(1)"), Line("home", url="https://a.example/b"))),
    )
    found = PdfReader(BytesIO(pdf.written(Document("東", parts))))
    read = "".join(sheet.extract_text() for sheet in found.pages)
    assert "\ufffd\ufffd </title><script>alert(1)</script>" in read
    assert "\u202e" not in read
    links = [note.get_object()["/A"]["/URI"] for sheet in found.pages for note in sheet.get("/Annots", [])]
    assert links == ["https://a.example/b"]


def letters(text: str) -> str:
    """Without white space: a PDF breaks lines where it likes."""
    return re.sub(r"\s", "", text)


def bare(text: str) -> str:
    """Markdown without its escapes and without the joiners that keep addresses apart."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", re.sub(r"(\d)\\([.)])", r"\1\2", text)).replace("\u2060", "")


class Reader(HTMLParser):
    """What a browser sees of a page: its tags, its links, and its words."""

    ALLOWED: ClassVar = {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "b", "table", "tr", "th", "td",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self.within = ""

    @classmethod
    def of(cls, page: str) -> "Reader":
        reader = cls()
        reader.feed(page)
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.within = tag
        self.links += [value or "" for name, value in attrs if name in ("href", "src") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if data.strip() and self.within != "style":
            self.words.append(data.strip().removesuffix(":"))
