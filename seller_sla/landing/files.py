"""Find the files of a raw table, and refuse what is none by its name and its first bytes."""

import codecs
import gzip
import hashlib
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from seller_sla.landing.contract import Contract
from seller_sla.landing.folders import AGAIN as AGAIN
from seller_sla.landing.folders import WAREHOUSE
from seller_sla.landing.refusals import Refused

SUFFIXES = (".csv", ".csv.gz", ".parquet")
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
SMALL = 1 << 20  # bytes of a file that takes longer to open than to read


@dataclass(frozen=True)
class File:
    """A delivered file, known by the hash of its bytes; `name` is relative to the raw folder."""

    path: Path
    name: str
    sha256: str
    state: tuple[int, int]

    @classmethod
    def at(cls, path: Path, raw_dir: Path) -> Self:
        """The file as it is now."""
        name = path.relative_to(raw_dir).as_posix()
        if path.is_symlink() and not path.is_file():
            what = "to a folder, which is not read" if path.is_dir() else "nowhere"
            raise Refused(f"{name}: this link leads {what}: put the file in its place, or remove it, {AGAIN}.")
        try:
            with path.open("rb") as stream:
                state = state_of(path)
                return cls(path, name, hashlib.file_digest(stream, "sha256").hexdigest(), state)
        except OSError as error:
            raise unreadable(name, error) from None

    def check_unchanged(self) -> None:
        """Refuse a file that was written to while it was read: what was checked would not be what lands."""
        try:
            changed = state_of(self.path) != self.state
        except OSError as error:
            raise unreadable(self.name, error) from None
        if changed:
            raise Refused(
                f"{self.name}: the file changed while it was read: write it under a name that begins with a dot, "
                f"rename it when it is whole, {AGAIN}."
            )

    @property
    def order(self) -> int:
        """A small number that depends on the content only: settles which of two files is later at equal loading time."""
        return int(self.sha256[:4], 16)


def state_of(path: Path) -> tuple[int, int]:
    """What changes when a file is written to: its size and its time."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


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


def check_space(folder: Path, needed: int, name: str) -> None:
    """Refuse a file whose copy does not fit beside the warehouse, before hours are spent on it."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise Refused(
            f"{name}: its rows are copied before they land, which takes {in_gigabytes(needed)}, and {folder.resolve()} has "
            f"{in_gigabytes(free)} free: make room there, name a folder on a larger disk in {WAREHOUSE}, or deliver it "
            f"as Parquet, which is not copied, {AGAIN}."
        )


def in_gigabytes(size: int) -> str:
    """A size as people say it."""
    return f"{size / 1e9:,.1f} GB"


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]
