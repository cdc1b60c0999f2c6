"""Split a delimited text into records so that a broken one never takes its neighbours along.

RFC 4180: a quote opens a field only at its start, a doubled quote is one quote, line breaks may stand in quotes. What lies
between quotes that close as they should, in a record of the right number of fields, is text, also when it looks like rows.
The reader gives up on a quote that does not close, that closes in the middle of a field or in a record of another number of
fields, or where one lost quote explains the same lines better: with that quote the record ends before a line that is a row,
and only rows follow. Then only the physical line where the record began is put aside, and reading goes on at the next.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from seller_sla.words import counted

UNREAD_BYTE = re.compile("[\udc80-\udcff]")
MAX_RECORD_LINES = 1000
MAX_RECORD_LENGTH = 1_000_000
MOST_PLACES = 200
MOST_INNER_ROWS = 5
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


def printable(text: str) -> str:
    """The text with each byte that could not be read as its hexadecimal code, such as \\x9d."""
    return UNREAD_BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", text)


def kept(line: str) -> str:
    """A broken line as it is stored: what is cut off is said in its place."""
    line = printable(line)
    if len(line) <= MAX_RECORD_LENGTH:
        return line
    return f"{line[:MAX_RECORD_LENGTH]} [cut here: the line has {counted(len(line), 'character')}]"


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
                yield Record(number, fields, "" if fields else kept(line.removesuffix("\r")), reason)
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
        lines = [self.ahead[at]]
        while True:
            whole = "\n".join(lines)
            try:
                fields = split(whole.removesuffix("\r"), self.delimiter)
            except NotClosed:
                if self.gather(at, lines):
                    continue
                return 1, None, QUOTE_OPEN
            except Malformed:
                return 1, None, QUOTE_INSIDE if len(lines) == 1 else QUOTE_OPEN
            reason = self.fault(fields, whole)
            if not reason:
                return len(lines), fields, ""
            return 1, None, reason if len(lines) == 1 else QUOTE_OPEN

    def gather(self, at: int, lines: list[str]) -> bool:
        """Add the lines up to the next one with a quote; false when none is near enough."""
        length = sum(map(len, lines))
        while len(lines) < MAX_RECORD_LINES and length <= MAX_RECORD_LENGTH:
            following = self.line(at + len(lines))
            if following is None:
                return False
            lines.append(following)
            length += len(following)
            if '"' in following:
                return True
        return False

    def fault(self, fields: list[str], whole: str) -> str:
        """Why closed fields are no record; empty when they are one."""
        if "\0" in whole:
            return "NUL byte"
        if unread := UNREAD_BYTE.search(whole):
            return f"byte {printable(unread[0])} is neither UTF-8 nor Western European (Windows-1252)"
        if len(fields) != self.width:
            return f"{counted(len(fields), 'field')} where the header has {self.width}"
        return "too long" if len(whole) > MAX_RECORD_LENGTH else ""

    def swallows(self, taken: int, fields: list[str]) -> bool:
        """Whether a record of several lines is better explained by one lost quote, and rows behind it.

        Where a quote was lost, the rows behind it begin at the first lines that look like rows, so only these are tried.
        """
        for at in islice((at for at in range(1, taken) if self.is_row(at)), MOST_INNER_ROWS):
            place = self.lost_quote("\n".join(self.line(above) or "" for above in range(at)).removesuffix("\r"))
            if place and (not self.plausible(fields) or self.all_rows(at, taken, strictly=place == "end")):
                return True
        return False

    def is_row(self, at: int) -> bool:
        """Whether a record that looks like a row begins `at` lines ahead."""
        fields = self.record(at)[1]
        return fields is not None and self.plausible(fields)

    def lost_quote(self, text: str) -> str:
        """Where one more quote makes `text` a record: before a "delimiter", at the "end", or nowhere."""
        place = len(text)
        for _ in range(MOST_PLACES):
            try:
                if len(split(f'{text[:place]}"{text[place:]}', self.delimiter)) == self.width:
                    return "end" if place == len(text) else "delimiter"
            except (NotClosed, Malformed):
                pass
            place = text.rfind(self.delimiter, 0, place)
            if place < 0:
                break
        return ""

    def all_rows(self, at: int, end: int, strictly: bool) -> bool:
        """Whether only rows stand between two lines. Strictly, a quote within a field without quotes is a fault."""
        while at < end:
            taken, fields, _ = self.record(at)
            if fields is None or not self.plausible(fields):
                return False
            whole = "\n".join(self.line(place) or "" for place in range(at, at + taken))
            if strictly and whole.count('"') % 2:
                return False
            at += taken
        return True
