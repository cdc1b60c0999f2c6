"""A document as PDF. Its font, Open Sans, has the Latin, Greek and Cyrillic letters; others are shown as �."""

from functools import singledispatchmethod
from typing import cast

from fpdf import FPDF
from fpdf.fonts import FontFace, TTFFont
from ttf_opensans import OPENSANS_BOLD, OPENSANS_REGULAR

from seller_sla.documents.parts import Document, Heading, Line, Lines, Paragraph, Part, Table
from seller_sla.escape import link, plain

FAMILY = "Open Sans"
SIZES = {1: 18, 2: 14, 3: 11}
TEXT, SMALL = 9.5, 7.5
WIDEST = 45  # characters of a cell from which on it gets no wider
SHADE = (235, 235, 235)


def written(document: Document) -> bytes:
    """The whole file."""
    paper = Paper(document.title)
    for part in (Heading(document.title, 1), *document.parts):
        paper.put(part)
    return bytes(paper.pdf.output())


class Paper:
    """Pages that are being written."""

    def __init__(self, title: str) -> None:
        self.pdf = FPDF(format="A4")
        self.pdf.add_font(FAMILY, fname=OPENSANS_REGULAR.path)
        self.pdf.add_font(FAMILY, style="B", fname=OPENSANS_BOLD.path)
        self.letters = set(cast(TTFFont, self.pdf.fonts[FAMILY.lower()]).cmap)
        self.pdf.set_title(plain(title))
        self.pdf.set_lang("en")
        self.pdf.add_page()

    @singledispatchmethod
    def put(self, part: Part) -> None:
        """Write the next part."""
        raise TypeError(f"{type(part).__name__} is no part of a document.")

    @put.register
    def _(self, part: Heading) -> None:
        self.pdf.ln(2 * part.level if part.level == 1 else 4)
        self.pdf.set_font(FAMILY, "B", SIZES[part.level])
        self._words(part.words)

    @put.register
    def _(self, part: Paragraph) -> None:
        self.pdf.set_font(FAMILY, size=TEXT)
        self._words(part.words)

    @put.register
    def _(self, part: Lines) -> None:
        for line in part.lines:
            self._line(line)
        self.pdf.ln(2)

    @put.register
    def _(self, part: Table) -> None:
        self.pdf.set_font(FAMILY, size=SMALL)
        columns = zip(part.header, *part.rows, strict=True)
        widths = tuple(min(max(map(len, column)), WIDEST) + 4 for column in columns)
        header = FontFace(emphasis="BOLD", fill_color=SHADE)
        with self.pdf.table(col_widths=widths, text_align="LEFT", headings_style=header, line_height=4) as table:
            for row in (part.header, *part.rows):
                table.row([self._shown(cell) for cell in row])
        self.pdf.ln(2)

    def _line(self, line: Line) -> None:
        if line.name:
            self.pdf.set_font(FAMILY, "B", TEXT)
            self.pdf.write(5, f"{self._shown(line.name)}: ")
        self.pdf.set_font(FAMILY, size=TEXT)
        self.pdf.write(5, self._shown(line.words), link(line.url))
        self.pdf.ln(5.5)

    def _words(self, words: str) -> None:
        self.pdf.multi_cell(0, text=self._shown(words), align="L", new_x="LMARGIN", new_y="NEXT")
        self.pdf.ln(1)

    def _shown(self, words: str) -> str:
        """The text without what could hide or reverse it, and without letters that the font does not have."""
        return "".join(sign if ord(sign) in self.letters else "\ufffd" for sign in plain(words))
