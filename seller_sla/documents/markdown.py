"""A document as Markdown."""

from functools import singledispatch

from seller_sla.documents.parts import Document, Heading, Line, Lines, Paragraph, Part, Table
from seller_sla.escape import link, markdown


def written(document: Document) -> str:
    """The whole text."""
    return "\n\n".join([f"# {markdown(document.title)}", *(_part(part) for part in document.parts)]) + "\n"


@singledispatch
def _part(part: Part) -> str:
    raise TypeError(f"{type(part).__name__} is no part of a document.")


@_part.register
def _(part: Heading) -> str:
    return f"{'#' * part.level} {markdown(part.words)}"


@_part.register
def _(part: Paragraph) -> str:
    return markdown(part.words)


@_part.register
def _(part: Lines) -> str:
    return "\n".join(f"- {_line(line)}" for line in part.lines)


@_part.register
def _(part: Table) -> str:
    header, *rows = ["| " + " | ".join(markdown(cell) for cell in row) + " |" for row in (part.header, *part.rows)]
    return "\n".join([header, "|---" * len(part.header) + "|", *rows])


def _line(line: Line) -> str:
    words = markdown(line.words)
    address = link(line.url)
    linked = f"[{words}]({address})" if address else words
    return f"**{markdown(line.name)}:** {linked}" if line.name else linked
