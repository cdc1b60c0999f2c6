"""Find delivered files and bring each into one DuckDB table of text, whatever its dialect.

The fast way is DuckDB's own strict CSV reader, checked against a count of the file's lines. When DuckDB rejects anything
or the count differs, the records are split in Python (records.py), and the lines that are none are kept with a reason.
This module knows nothing of dbt or Great Expectations.
"""

import codecs
import csv
import difflib
import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path
from typing import IO, Self

import duckdb

from seller_sla.landing.contract import Contract
from seller_sla.landing.records import MAX_RECORD_LENGTH, Malformed, NotClosed, RecordReader, printable, split
from seller_sla.landing.refusals import Refused
from seller_sla.landing.types import literal, named

SUFFIXES = (".csv", ".csv.gz", ".parquet")
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
LINES_TRIED = 100
CHUNK = 1 << 20
OTHER_FORMATS = {
    b"PAR1": "a Parquet file",
    b"PK\x03\x04": "a zip or Excel file",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
    b"BZh": "a bzip2 file",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"SQLite format 3": "a SQLite file",
    b"ARROW1": "an Arrow file",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
}
AGAIN = "and run `dbt build` again"
DEFAULT_RAW_FOLDER = "data/demo"


@dataclass(frozen=True)
class File:
    """A delivered file, known by the hash of its bytes; `name` is relative to the raw folder."""

    path: Path
    name: str
    sha256: str

    @classmethod
    def at(cls, path: Path, raw_dir: Path) -> Self:
        """The file as it is now."""
        name = path.relative_to(raw_dir).as_posix()
        if path.is_symlink() and not path.is_file():
            what = "to a folder, which is not read" if path.is_dir() else "nowhere"
            raise Refused(f"{name}: this link leads {what}: put the file in its place, or remove it, {AGAIN}.")
        try:
            with path.open("rb") as stream:
                return cls(path, name, hashlib.file_digest(stream, "sha256").hexdigest())
        except OSError as error:
            raise unreadable(name, error) from None

    @property
    def order(self) -> int:
        """A small number that depends on the content only: settles which of two files is later at equal loading time."""
        return int(self.sha256[:4], 16)


@dataclass
class Delivered:
    """What a file turned out to hold, beside the rows."""

    record_count: int = 0
    broken_count: int = 0
    header: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = "utf-8"

    @property
    def extra(self) -> list[str]:
        """Delivered columns that the contract does not name."""
        used = set(self.columns.values())
        return [name or f"(column {at + 1})" for at, name in enumerate(self.header) if at not in used]

    def name_of(self, at: int) -> str:
        """Column name in the text table: the contract's, or a number for an extra column."""
        return next((name for name, place in self.columns.items() if place == at), f"extra {at + 1}")

    def map_columns(self, contract: Contract, header: list[str], file: str) -> None:
        """Match the header with the contract by name, whatever the order and letter case."""
        self.header = [name.strip().strip("\ufeff") for name in header]
        lowered = [name.lower() for name in self.header]
        for name in contract.names:
            if lowered.count(name.lower()) > 1:
                raise Refused(
                    f"{file}: the header names the column {name} {lowered.count(name.lower())} times: "
                    f"keep one of them {AGAIN}."
                )
            if name.lower() in lowered:
                self.columns[name] = lowered.index(name.lower())


def raw_folder() -> Path:
    """The folder that files are delivered into."""
    return Path(os.environ.get("SELLER_SLA_RAW_DIR") or DEFAULT_RAW_FOLDER)


def find(raw_dir: Path, contract: Contract) -> list[Path]:
    """Files of one table: `<name>.csv`, `.csv.gz`, `.parquet`, or whatever of these lies in the folder `<name>/`."""
    if not raw_dir.is_dir():
        return []
    found: list[Path] = []
    for entry in sorted(raw_dir.iterdir()):
        if not is_of(contract, entry):
            continue
        if entry.is_dir():
            found += [
                path
                for path in sorted(entry.rglob("*"))
                if (path.is_file() or path.is_symlink()) and not path.name.startswith((".", "_"))
            ]
        elif entry.is_file():
            found.append(entry)
    return found


def is_of(contract: Contract, entry: Path) -> bool:
    """Whether an entry of the raw folder has the name of the table's file or folder, in any letter case."""
    name = entry.name.lower()
    return (name if entry.is_dir() else name.split(".")[0]) == contract.file_name.lower()


def check_format(path: Path, name: str) -> None:
    """Refuse what is not a CSV, gzipped CSV or Parquet file, by its name and by its first bytes."""
    if not path.name.lower().endswith(SUFFIXES):
        raise Refused(
            f"{name}: only .csv, .csv.gz and .parquet files are read: save it as one of these or remove it from the "
            f"folder {AGAIN}."
        )
    if path.stat().st_size == 0:
        raise Refused(f"{name}: the file is empty (0 bytes): deliver it with at least its header line {AGAIN}.")
    try:
        with opened(path) as stream:
            start = stream.read(512)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(name, error) from None
    if path.name.lower().endswith(".parquet"):
        if not start.startswith(b"PAR1"):
            raise Refused(f"{name}: this is not a Parquet file, whatever its name says: export it again {AGAIN}.")
        return
    if not start.strip():
        raise Refused(f"{name}: the file holds nothing but white space: deliver it with its header line {AGAIN}.")
    kind = next((kind for magic, kind in OTHER_FORMATS.items() if start.startswith(magic)), None)
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    kind = kind or ("a web page or XML" if text.startswith(b"<") else "JSON" if text.startswith((b"{", b"[")) else None)
    if kind:
        raise Refused(f"{name}: this is {kind}, not CSV: export the table as CSV {AGAIN}.")


def unreadable(name: str, error: Exception) -> Refused:
    """The refusal of a file that breaks while it is read."""
    fault = str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
    return Refused(f"{name}: the file cannot be read ({fault}): deliver it again {AGAIN}.")


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


class Csv:
    """A CSV file as plain UTF-8 (or nearly so) on disk, with its dialect."""

    def __init__(self, file: File, contract: Contract, work_dir: Path) -> None:
        """Unpack and convert the file if need be, count its lines, and read its header."""
        self.file, self.contract, self.work_dir = file, contract, work_dir
        self.delivered = Delivered()
        self.has_nul = self.has_carriage_returns_only = False
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
            decoder = codecs.getincrementaldecoder("utf-16")() if wide else None
            self.delivered.encoding = "utf-16" if wide else "utf-8"
            path = self.work_dir / "plain.csv"
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
        with self.path.open("rb") as stream:
            for number, line in enumerate(byte_lines(stream, b"\r" if self.has_carriage_returns_only else b"\n")):
                yield self.decoded(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)

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
        self.delivered.map_columns(self.contract, best, self.file.name)
        return before + 1

    @property
    def width(self) -> int:
        """Number of delivered columns."""
        return len(self.delivered.header)

    def load(self, cursor: duckdb.DuckDBPyConnection, table: str, broken: str) -> Delivered:
        """Fill `table` (text columns and _row_number) and `broken` (_row_number, reason, raw text)."""
        cursor.execute(f"create or replace table {broken} (_row_number bigint, reason varchar, raw varchar)")
        if not self.load_fast(cursor, table):
            self.load_slowly(cursor, table, broken)
        return self.delivered

    def load_fast(self, cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
        """Let DuckDB read the file; false when it finds any fault, or when not every line is a record."""
        if self.has_nul or self.has_carriage_returns_only:
            return False
        names = [self.delivered.name_of(at) for at in range(self.width)]
        rows = self.read_csv(self.path, names, self.delivered.delimiter, self.header_lines)
        try:
            # The order of the file is kept, so this numbers its records.
            cursor.execute(
                f"create or replace table {table} as select *, row_number() over () as _row_number from {rows}"
            )
        except duckdb.Error:
            return False
        [(count,)] = cursor.execute(f"select count(*) from {table}").fetchall()
        if count != self.line_count - self.header_lines:
            return False
        self.delivered.record_count = self.line_count - self.header_lines
        return True

    def read_csv(self, path: Path, names: list[str], delimiter: str = ",", skip: int = 0, new_line: str = "") -> str:
        """SQL that reads a file strictly, all columns as text; without `new_line`, DuckDB finds out which it has."""
        ends = f", new_line = {literal(new_line)}" if new_line else ""
        columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
        return (
            f"read_csv({literal(path)}, auto_detect = false, header = false, skip = {skip}, columns = {{{columns}}},"
            f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, null_padding = false,"
            f" max_line_size = {8 * MAX_RECORD_LENGTH}{ends})"
        )

    def load_slowly(self, cursor: duckdb.DuckDBPyConnection, table: str, broken: str) -> None:
        """Split the records in Python into two clean files, and let DuckDB read those."""
        self.check_delimiter()
        lines = islice(self.lines(), self.header_lines, None)
        good, bad = self.work_dir / "records.csv", self.work_dir / "broken.csv"
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
        names = ["_row_number", *(self.delivered.name_of(at) for at in range(self.width))]
        for target, path, columns in ((table, good, names), (broken, bad, ["_row_number", "reason", "raw"])):
            # Our own copies end their lines in one way; a lone carriage return is text.
            copy = self.read_csv(path, columns, new_line="\\n")
            rows = f"select * replace (cast(_row_number as bigint) as _row_number) from {copy}"
            cursor.execute(f"create or replace table {target} as {rows}")

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
    """Lines without their break, for either kind of break."""
    if line_break == b"\n":
        for line in stream:
            yield line.removesuffix(b"\n")
        return
    rest = b""
    while chunk := stream.read(CHUNK):
        *complete, rest = (rest + chunk).split(line_break)
        yield from complete
    if rest:
        yield rest


def clean(header: list[str]) -> set[str]:
    """Column names as they are compared."""
    return {name.strip().lower() for name in header}


def load_parquet(
    file: File, contract: Contract, cursor: duckdb.DuckDBPyConnection, table: str, broken: str
) -> Delivered:
    """Bring a Parquet file into a text table: native values become the text that the typing rules read."""
    delivered = Delivered(encoding="parquet")
    cursor.execute(f"create or replace table {broken} (_row_number bigint, reason varchar, raw varchar)")
    try:
        cursor.execute("select * from read_parquet(?) limit 0", [str(file.path)])
        described = [(name, str(kind)) for name, kind, *_ in cursor.description or []]
        delivered.map_columns(contract, [name for name, _ in described], file.name)
        items = [
            f"{native_text(name, kind)} as {named(delivered.name_of(at))}" for at, (name, kind) in enumerate(described)
        ]
        cursor.execute(
            f"create or replace table {table} as select {', '.join(items)}, file_row_number + 1 as _row_number"
            " from read_parquet(?, file_row_number = true)",
            [str(file.path)],
        )
        [(count,)] = cursor.execute("select sum(num_rows) from parquet_file_metadata(?)", [str(file.path)]).fetchall()
    except duckdb.Error as error:
        raise unreadable(file.name, error) from None
    delivered.record_count = int(count)
    return delivered


def native_text(name: str, kind: str) -> str:
    """SQL of a native value's text; times become UTC, whole floating-point numbers lose their '.0'."""
    column, kind = named(name), kind.upper()
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"cast({column} at time zone 'UTC' as varchar)"
    if kind.startswith("TIMESTAMP"):
        return f"cast(cast({column} as timestamp) as varchar)"
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return (
            f"case when {column} = trunc({column}) and abs({column}) < 1e15 then cast(cast({column} as bigint) as varchar)"
            f" else cast({column} as varchar) end"
        )
    return f"cast({column} as varchar)"


def load(
    file: File, contract: Contract, cursor: duckdb.DuckDBPyConnection, work_dir: Path, table: str, broken: str
) -> Delivered:
    """Bring one file into `table` (and lines that are no records into `broken`)."""
    check_format(file.path, file.name)
    if file.path.name.lower().endswith(".parquet"):
        return load_parquet(file, contract, cursor, table, broken)
    return Csv(file, contract, work_dir).load(cursor, table, broken)


def missing_columns(file: str, contract: Contract, delivered: Delivered) -> Refused | None:
    """The refusal of a file without a required column, or with any column under a changed name."""
    if not delivered.columns:
        names = ", ".join(contract.names)
        return Refused(f"{file}: its first line names no column of {contract.table} ({names}): add the header {AGAIN}.")
    faults = []
    for column in (column for column in contract.columns if column.name not in delivered.columns):
        like = lookalike(column.name, delivered.extra)
        renamed = like and letters(like) == letters(column.name)
        if column.required or renamed:
            faults.append(f"{column.name} (is it {like}?)" if like else column.name)
    return Refused(f"{file}: its header lacks {' and '.join(faults)}: mend the header {AGAIN}.") if faults else None


def lookalike(name: str, delivered: list[str]) -> str | None:
    """The delivered name that is probably meant."""
    found = difflib.get_close_matches(letters(name), [letters(other) for other in delivered], n=1, cutoff=0.6)
    return next((other for other in delivered if found and letters(other) == found[0]), None)


def letters(name: str) -> str:
    """A name without case and punctuation."""
    return re.sub(r"[\W_]", "", name).lower()
