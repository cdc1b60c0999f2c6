"""Split a delimited text into records so that a broken one never takes its neighbours along.

RFC 4180: a quote opens a field only at its start, a doubled quote is one quote, line breaks may stand in quotes. The
reader gives up on a quote that does not close, that closes in the middle of a field, or that would swallow a line which
is a record by itself: then only the physical line where the record began is put aside, and reading goes on at the next.
What the RFC allows stays allowed: a last line that closes the quote and completes a row belongs to it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MAX_RECORD_LINES = 1000
MAX_RECORD_LENGTH = 1_000_000
QUOTE_OPEN = "quote not closed"
QUOTE_INSIDE = "text after a closing quote"


@dataclass(frozen=True)
class Record:
    """A record: its fields, or its raw text and the reason why it has none. `number` is 1 for the first."""

    number: int
    fields: list[str] | None
    raw: str = ""
    reason: str = ""


class NotClosed(Exception):
    """The line ends inside quotes."""


class Malformed(Exception):
    """A closing quote is followed by something other than a delimiter."""


def split(text: str, delimiter: str) -> list[str]:
    """Fields of one record (without its final line break)."""
    if '"' not in text:
        return text.split(delimiter)
    fields, start = [], 0
    while True:
        opening = start + len(text[start:]) - len(text[start:].lstrip(" "))
        if text.startswith('"', opening):
            value, start = quoted(text, opening)
            while text.startswith(" ", start):
                start += 1
            if start < len(text) and text[start] != delimiter:
                raise Malformed
        else:
            found = text.find(delimiter, start)
            ends = len(text) if found < 0 else found
            value, start = text[start:ends], ends
        fields.append(value)
        if start >= len(text):
            return fields
        start += 1


def quoted(text: str, start: int) -> tuple[str, int]:
    """The quoted value that begins at `start`, and the position behind its closing quote."""
    parts, position = [], start + 1
    while True:
        closing = text.find('"', position)
        if closing < 0:
            raise NotClosed
        parts.append(text[position:closing])
        if not text.startswith('"', closing + 1):
            return '"'.join(parts), closing + 1
        position = closing + 2


class RecordReader:
    """Records of physical lines (each without its line feed; a carriage return at the end of a record is dropped)."""

    def __init__(
        self, lines: Iterable[str], delimiter: str, width: int, plausible: Callable[[list[str]], bool] | None = None
    ) -> None:
        """`plausible` says whether fields of the right number look like a row rather than like prose."""
        self.lines = iter(lines)
        self.delimiter = delimiter
        self.width = width
        self.plausible = plausible or (lambda fields: True)
        self.ahead: deque[str] = deque()

    def __iter__(self) -> Iterator[Record]:
        """All records, good and broken, in the order of the file."""
        number = 0
        while (line := self.line(0)) is not None:
            taken = 1
            if line.strip() or self.width == 1:
                number += 1
                taken, fields, reason = self.record(0)
                if fields is not None and taken > 1 and self.swallows(taken, fields):
                    taken, fields, reason = 1, None, QUOTE_OPEN
                raw = "" if fields else line.removesuffix("\r")[:MAX_RECORD_LENGTH]
                yield Record(number, fields, raw, reason)
            for _ in range(taken):
                self.ahead.popleft()

    def line(self, at: int) -> str | None:
        """The line `at` places ahead, or nothing at the end of the file."""
        while len(self.ahead) <= at:
            following = next(self.lines, None)
            if following is None:
                return None
            self.ahead.append(following)
        return self.ahead[at]

    def record(self, at: int) -> tuple[int, list[str] | None, str]:
        """The record that begins `at` lines ahead: how many lines it takes, and its fields or why it has none."""
        whole = self.ahead[at]
        for taken in range(1, MAX_RECORD_LINES + 1):
            try:
                fields = split(whole.removesuffix("\r"), self.delimiter)
            except NotClosed:
                following = self.line(at + taken)
                if following is None or len(whole) > MAX_RECORD_LENGTH:
                    break
                joined = f"{whole}\n{following}"
                if self.is_record(following) and not ('"' in following and self.is_record(joined)):
                    break
                whole = joined
            except Malformed:
                return 1, None, QUOTE_INSIDE if taken == 1 else QUOTE_OPEN
            else:
                reason = self.fault(fields, whole)
                if not reason:
                    return taken, fields, ""
                return 1, None, reason if taken == 1 else QUOTE_OPEN
        return 1, None, QUOTE_OPEN

    def fault(self, fields: list[str], whole: str) -> str:
        """Why closed fields are no record; empty when they are one."""
        if "\0" in whole:
            return "NUL byte"
        if len(fields) != self.width:
            return f"{len(fields)} fields where the header has {self.width}"
        return "too long" if len(whole) > MAX_RECORD_LENGTH else ""

    def is_record(self, text: str) -> bool:
        """Whether text is complete and looks like a row by itself."""
        try:
            fields = split(text.removesuffix("\r"), self.delimiter)
        except (NotClosed, Malformed):
            return False
        return len(fields) == self.width and self.width > 1 and self.plausible(fields)

    def swallows(self, taken: int, fields: list[str]) -> bool:
        """Whether a record of several lines that does not look like a row covers the beginning of one that does."""
        if self.plausible(fields):
            return False
        begun = (self.record(at)[1] for at in range(1, taken))
        return any(inner is not None and self.plausible(inner) for inner in begun)
