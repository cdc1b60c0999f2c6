"""Many small files: they are copied together, as a statement for each would cost more than all their rows."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import duckdb

from seller_sla.landing.csv_files import Csv
from seller_sla.landing.types import literal

MOST_TOGETHER = 1000


def copy_together(files: Iterable[Csv], cursor: duckdb.DuckDBPyConnection) -> Iterator[Csv]:
    """Copy the records of CSV files, those of one form with one statement; what is left over must be copied singly."""
    for _, of_one_form in groupby(sorted(files, key=by_form), key=by_form):
        yield from halved(list(of_one_form), cursor)


def by_form(file: Csv) -> str:
    """What files must have in common."""
    return repr(file.form)


def halved(files: list[Csv], cursor: duckdb.DuckDBPyConnection) -> Iterator[Csv]:
    """Copy files of one form. Where one of them has a fault, it is found by halves, and left over."""
    if len(files) == 1:
        yield from files
    elif not bundled(files, cursor):
        middle = len(files) // 2
        yield from halved(files[:middle], cursor)
        yield from halved(files[middle:], cursor)


def bundled(files: list[Csv], cursor: duckdb.DuckDBPyConnection) -> bool:
    """Copy files with one statement; false when DuckDB finds any fault, or when not every line is a record."""
    first = files[0]
    bundle = first.delivered.rows.with_suffix(".bundle.parquet")
    read = first.read_csv([file.path for file in files], first.places, first.delivered.delimiter, first.header_lines)
    try:
        first.write(cursor, first.with_values(f"(select *, cast(file_index as bigint) as _part from {read})"), bundle)
    except duckdb.Error:
        return False
    query = f"select _part, count(*) from read_parquet({literal(bundle)}) group by _part"
    counts = dict(cursor.execute(query).fetchall())
    expected = [file.line_count - file.header_lines for file in files]
    if [counts.get(part, 0) for part in range(len(files))] != expected:
        return False
    before = 0
    for part, (file, record_count) in enumerate(zip(files, expected, strict=True)):
        delivered = file.delivered
        delivered.rows, delivered.part, delivered.rows_before, delivered.record_count = (
            bundle,
            part,
            before,
            record_count,
        )
        before += record_count
        file.tidy()
    return True
