"""A document as one HTML file: nothing is loaded, nothing runs, and it prints well."""

from functools import singledispatch

from seller_sla.documents.parts import Document, Heading, Line, Lines, Paragraph, Part, Table
from seller_sla.escape import link, markup

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-bottom: 1px solid #bbb }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: left; vertical-align: top;
padding: .35rem .6rem; border-bottom: 1px solid #ddd } ul { padding-left: 1.2rem }
@media print { body { margin: 0; max-width: none; font-size: 11pt } h2, h3 { break-after: avoid } tr, li { break-inside: avoid } }
"""
HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{title}}</title>
<style>{STYLE.replace("{", "{{").replace("}", "}}")}</style>
</head>
<body>
"""


def written(document: Document) -> str:
    """The whole file."""
    title = markup(document.title)
    parts = [f"<h1>{title}</h1>", *(_part(part) for part in document.parts)]
    return HEAD.format(title=title) + "\n".join(parts) + "\n</body>\n</html>\n"


@singledispatch
def _part(part: Part) -> str:
    raise TypeError(f"{type(part).__name__} is no part of a document.")


@_part.register
def _(part: Heading) -> str:
    return f"<h{part.level}>{markup(part.words)}</h{part.level}>"


@_part.register
def _(part: Paragraph) -> str:
    return f"<p>{markup(part.words)}</p>"


@_part.register
def _(part: Lines) -> str:
    return "<ul>\n" + "\n".join(f"<li>{_line(line)}</li>" for line in part.lines) + "\n</ul>"


@_part.register
def _(part: Table) -> str:
    return "<table>\n" + _row("th", part.header) + "".join(_row("td", row) for row in part.rows) + "</table>"


def _row(cell: str, words: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{cell}>{markup(each)}</{cell}>" for each in words) + "</tr>\n"


def _line(line: Line) -> str:
    words = markup(line.words)
    address = link(line.url)
    linked = f'<a href="{markup(address)}" rel="noreferrer">{words}</a>' if address else words
    return f"<b>{markup(line.name)}:</b> {linked}" if line.name else linked
