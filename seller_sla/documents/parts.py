"""What a document is made of. Words are plain text: whoever writes it makes them harmless."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The title of what follows; level 2 is a chapter, 3 a part of it."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Sentences."""

    words: str


@dataclass(frozen=True)
class Line:
    """One thing that is said, its name if it has one, and the web address behind it, if any."""

    words: str
    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class Lines:
    """Things that are said one below the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Lines | Table


@dataclass(frozen=True)
class Document:
    """A title and what follows it."""

    title: str
    parts: tuple[Part, ...]


def lines(*named: tuple[str, str]) -> Lines:
    """Names and words; those without words are left out."""
    return Lines(tuple(Line(words, name) for name, words in named if words))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table of any sequences."""
    return Table(tuple(header), tuple(tuple(row) for row in rows))
