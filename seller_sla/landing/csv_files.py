"""Read a CSV file of any dialect into a Parquet copy of its records.

The fast way is DuckDB's own strict CSV reader, checked against a count of the file's lines. When DuckDB rejects anything
or the count differs, the records are split in Python (records.py), and the lines that are none are kept with a reason.
This module knows nothing of dbt or Great Expectations.
"""

import codecs
import csv
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import IO

import duckdb

from seller_sla.landing.contract import Contract
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import AGAIN, SMALL, File, check_space, opened, unreadable
from seller_sla.landing.records import MAX_RECORD_LENGTH, Malformed, NotClosed, RecordReader, printable, split
from seller_sla.landing.refusals import Refused
from seller_sla.landing.types import literal, named, text, typed

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
LINES_TRIED = 100
CHUNK = 1 << 20
MAX_LINE_BYTES = 1 << 26


class LineTooLong(Exception):
    """A line of more than MAX_LINE_BYTES: no record, and too much to hold."""


class Csv:
    """A CSV file as plain UTF-8 (or nearly so) on disk, with its dialect."""

    def __init__(self, file: File, contract: Contract, work_dir: Path) -> None:
        """Unpack and convert the file if need be, count its lines, and read its header. Copies go into `work_dir`."""
        self.file, self.contract, self.work_dir = file, contract, work_dir
        self.delivered = Delivered(file, work_dir / f"{file.sha256}.parquet", is_copy=True)
        self.has_nul = self.has_carriage_returns_only = self.header_ends_with_return = False
        self.line_count = 0
        try:
            self.path = self.plain()
            self.survey()
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            raise unreadable(file.name, error) from None
        self.header_lines = self.read_header()

    def plain(self) -> Path:
        """The file itself, or an unpacked and converted copy of it."""
        with opened(self.file.path) as stream:
            start = stream.read(2)
            stream.seek(0)
            wide = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            if not wide and self.file.path.suffix.lower() != ".gz":
                return self.file.path
            check_space(
                self.work_dir, self.file.state[0], self.file.name
            )  # it takes more unpacked; nobody knows how much
            decoder = codecs.getincrementaldecoder("utf-16")() if wide else None
            self.delivered.encoding = "utf-16" if wide else "utf-8"
            path = self.work_dir / f"{self.file.sha256}.plain.csv"
            with path.open("wb") as copy:
                while chunk := stream.read(CHUNK):
                    copy.write(decoder.decode(chunk).encode() if decoder else chunk)
                if decoder:
                    copy.write(decoder.decode(b"", final=True).encode())
            return path

    def survey(self) -> None:
        """Count line breaks without parsing: the count that the parsed rows are held against."""
        feeds = returns = 0
        last = b""
        with self.path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                feeds += chunk.count(b"\n")
                returns += chunk.count(b"\r")
                self.has_nul |= b"\0" in chunk
                last = chunk[-1:]
        self.has_carriage_returns_only = feeds == 0 and returns > 0
        self.line_count = feeds + (last not in (b"\n", b""))

    def lines(self) -> Iterator[str]:
        """Physical lines as text, without line feed; bytes that are not UTF-8 are taken as Western European.

        A byte that is neither becomes a lone surrogate, for which the record is put aside.
        """
        number = 0
        with self.path.open("rb") as stream:
            try:
                for line in byte_lines(stream, b"\r" if self.has_carriage_returns_only else b"\n"):
                    yield self.decoded(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)
                    number += 1
            except LineTooLong:
                raise Refused(
                    f"{self.file.name}: line {number + 1:,} has more than {MAX_LINE_BYTES:,} bytes, so line breaks are "
                    f"missing: write each record on a line of its own {AGAIN}."
                ) from None

    def decoded(self, line: bytes) -> str:
        """One line as text."""
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.delivered.encoding = "utf-8 and cp1252"
            return line.decode("cp1252", "surrogateescape")

    def read_header(self) -> int:
        """Find delimiter and columns; returns how many lines stand before the first record."""
        before, line = next((at, line) for at, line in enumerate(self.lines()) if line.strip())
        self.header_ends_with_return = line.endswith("\r")
        line = printable(line.removesuffix("\r"))
        if "\0" in line:
            raise Refused(
                f"{self.file.name}: the header holds NUL bytes, so this is not CSV text: export it again {AGAIN}."
            )
        known = {name.lower() for name in self.contract.names}
        best: list[str] = []
        for delimiter in DELIMITERS:
            try:
                header = split(line, delimiter)
            except (NotClosed, Malformed):
                continue
            if not best or len(known & clean(header)) > len(known & clean(best)):
                best, self.delivered.delimiter = header, delimiter
        if not best:
            raise Refused(f"{self.file.name}: the header line cannot be read, a quote does not close: mend it {AGAIN}.")
        self.delivered.map_columns(self.contract, best)
        return before + 1

    @property
    def is_small(self) -> bool:
        """Whether a statement of its own would cost more than the file's rows."""
        return self.path.stat().st_size < SMALL and not self.has_nul and not self.has_carriage_returns_only

    @property
    def form(self) -> tuple[object, ...]:
        """Files of one form can be read by one statement."""
        return self.delivered.delimiter, self.header_lines, self.header_ends_with_return, *self.delivered.header

    @property
    def width(self) -> int:
        """Number of delivered columns."""
        return len(self.delivered.header)

    def copy(self, cursor: duckdb.DuckDBPyConnection) -> Delivered:
        """Write the Parquet copy of the records and, where there are any, one of the lines that are no records."""
        size = self.path.stat().st_size
        check_space(self.work_dir, size, self.file.name)
        if not self.copy_fast(cursor):
            check_space(self.work_dir, 2 * size, self.file.name)  # of the records as text, and of those as Parquet
            self.copy_slowly(cursor)
        self.tidy()
        return self.delivered

    def tidy(self) -> None:
        """Remove what was unpacked or converted: its records are copied."""
        if self.path != self.file.path:
            self.path.unlink()

    def copy_fast(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """Let DuckDB read the file; false when it finds any fault, or when not every line is a record."""
        if self.has_nul or self.has_carriage_returns_only:
            return False
        rows = self.read_csv([self.path], self.places, self.delivered.delimiter, self.header_lines)
        self.delivered.record_count = self.line_count - self.header_lines
        try:
            # The copy keeps the order of the file, so its rows need no numbers.
            return self.write(cursor, self.with_values(rows), self.delivered.rows) == self.delivered.record_count
        except duckdb.Error:
            return False

    def copy_slowly(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Split the records in Python into two clean CSV files, and have DuckDB copy those."""
        self.check_delimiter()
        good, bad = self.work_dir / "records.csv", self.work_dir / "broken.csv"
        self.split_records(good, bad)
        self.delivered.is_numbered = True
        number = "cast(number as bigint) as _row_number"
        # Our own files end their lines in one way; a lone carriage return is text.
        records = self.read_csv([good], ["number", *self.places], new_line="\\n")
        self.write(cursor, self.with_values(records), self.delivered.rows, [number])
        if self.delivered.broken_count:
            self.delivered.broken = self.work_dir / f"{self.file.sha256}.broken.parquet"
            broken = self.read_csv([bad], ["number", "reason", "raw"], new_line="\\n")
            self.write(cursor, broken, self.delivered.broken, [number])
        good.unlink()
        bad.unlink()

    def split_records(self, good: Path, bad: Path) -> None:
        """Write the records that are whole, and the lines that are none with the reason, each with its number."""
        lines = islice(self.lines(), self.header_lines, None)
        self.delivered.record_count = self.delivered.broken_count = 0
        with (
            good.open("w", encoding="utf-8", newline="") as good_file,
            bad.open("w", encoding="utf-8", newline="") as bad_file,
        ):
            to_good, to_bad = (csv.writer(f, quoting=csv.QUOTE_ALL, lineterminator="\n") for f in (good_file, bad_file))
            for record in RecordReader(lines, self.delivered.delimiter, self.width, self.plausible()):
                self.delivered.record_count += 1
                if record.fields is None:
                    self.delivered.broken_count += 1
                    to_bad.writerow([record.number, record.reason, record.raw.replace("\0", "\u2400")])
                else:
                    to_good.writerow([record.number, *record.fields])

    @property
    def places(self) -> list[str]:
        """Names of the text columns of the copy."""
        return [self.delivered.place(at) for at in range(self.width)]

    def write(self, cursor: duckdb.DuckDBPyConnection, rows: str, path: Path, more: Sequence[str] = ()) -> int:
        """Copy rows of text, and `more` columns made of them, in their order into a Parquet file; returns how many."""
        query = f"select {', '.join(['*', *more])} from {rows}"
        options = "format parquet, compression lz4, preserve_order true"
        [(count,)] = cursor.execute(f"copy ({query}) to {literal(path)} ({options})").fetchall()
        return int(count)

    def with_values(self, rows: str) -> str:
        """SQL of the rows with the values that are not text: they are typed once, when the copy is written."""
        columns = [column for column in self.contract.columns if column.name in self.delivered.columns]
        typed_columns = [column for column in columns if not column.is_text]
        texts = [
            f"{text(self.delivered.place(self.delivered.columns[column.name]))} as {named(column.text_name)}"
            for column in typed_columns
        ]
        values = [
            f"{typed(named(column.text_name), column.written_as)} as {named(column.value_name)}"
            for column in typed_columns
        ]
        if not values:
            return rows
        left_out = ", ".join(named(column.text_name) for column in typed_columns)
        return f"(select * exclude ({left_out}), {', '.join(values)} from (select *, {', '.join(texts)} from {rows}))"

    def read_csv(
        self, paths: list[Path], names: list[str], delimiter: str = ",", skip: int = 0, new_line: str = ""
    ) -> str:
        """SQL that reads files strictly, all columns as text; without `new_line`, DuckDB finds out which they have."""
        ends = f", new_line = {literal(new_line)}" if new_line else ""
        columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
        listed = ", ".join(map(literal, paths))
        return (
            f"read_csv([{listed}], auto_detect = false, header = false, skip = {skip}, columns = {{{columns}}},"
            f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, null_padding = false,"
            f" max_line_size = {8 * MAX_RECORD_LENGTH}{ends})"
        )

    def check_delimiter(self) -> None:
        """Refuse a file whose rows are split by another sign than its header: each of them would be put aside."""
        header = self.delivered.delimiter
        widths = dict.fromkeys(DELIMITERS, 0)
        tried = [
            line for line in islice(self.lines(), self.header_lines, self.header_lines + LINES_TRIED) if line.strip()
        ]
        for line, delimiter in product(tried, DELIMITERS):
            try:
                widths[delimiter] += len(split(line.removesuffix("\r"), delimiter)) == self.width
            except NotClosed:
                widths[delimiter] += delimiter == header  # it may be a row that goes on in the next line
            except Malformed:
                pass
        rows = max(widths, key=lambda delimiter: widths[delimiter])
        if self.width > 1 and not widths[header] and widths[rows] > len(tried) / 2:
            raise Refused(
                f"{self.file.name}: the header is split by {DELIMITERS[header]}, the rows by {DELIMITERS[rows]}: "
                f"write both with the same sign {AGAIN}."
            )

    def plausible(self) -> Callable[[list[str]], bool]:
        """The contract's test whether fields, in the order of this file, look like a row."""
        places = self.delivered.columns
        return lambda fields: self.contract.plausible({name: fields[at] for name, at in places.items()})


def byte_lines(stream: IO[bytes], line_break: bytes) -> Iterator[bytes]:
    """Lines without their break, for either kind of break. Raises LineTooLong before one fills the memory."""
    if line_break == b"\n":
        while line := stream.readline(MAX_LINE_BYTES):
            if len(line) == MAX_LINE_BYTES:
                raise LineTooLong
            yield line.removesuffix(b"\n")
        return
    rest = b""
    while chunk := stream.read(CHUNK):
        *complete, rest = (rest + chunk).split(line_break)
        yield from complete
        if len(rest) >= MAX_LINE_BYTES:
            raise LineTooLong
    if rest:
        yield rest


def clean(header: list[str]) -> set[str]:
    """Column names as they are compared."""
    return {name.strip().lower() for name in header}
