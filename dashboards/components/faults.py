"""What a check of a file found, in words: pure functions, tested as they are."""

from components import text
from queries.published import Row

LOOKS = {
    "critical": ":red-badge[:material/error: Refused]",
    "warning": ":orange-badge[:material/warning: Rows held back]",
}
REFUSED = "Nothing of this file is used: deliver it mended under the same name, or remove it, and build again."
FAULTY = "Correct these rows in this file, or deliver them in another that takes its place, and build again."
WAITING = "What waits for a seller, an order or a code is freed when that is delivered or mapped."


def worst(rows: list[Row]) -> str:
    """The gravest severity among the checks of one file."""
    found = {row.severity for row in rows}
    return next((severity for severity in LOOKS if severity in found), "warning")


def to_do(rows: list[Row]) -> str:
    """How to be rid of the faults of one file."""
    if worst(rows) == "critical":
        return REFUSED
    suites = {row.suite for row in rows}
    return " ".join(
        words for words, is_so in ((FAULTY, suites - {"references"}), (WAITING, "references" in suites)) if is_so
    )


def rows_words(row: Row) -> str:
    """2 of 413 rows; empty for a check that counts no rows."""
    number, of = row.unexpected_count, row.record_count or row.element_count
    if not number:
        return ""
    return f"{text.count(number)} of {text.plural(of, 'row')}" if of else text.plural(number, "row")


def words(row: Row) -> str:
    """What is wrong: the refusal, the fault of the rows, or what was expected of the file."""
    rows = rows_words(row)
    if row.detail:
        return f"{rows}: {row.detail}" if rows else row.detail
    return f"{rows}: expected that {row.expectation}" if rows else f"Expected that {row.expectation}"


def past(row: Row, zone: str) -> str:
    """What became of a file whose fault is no longer one of now."""
    if row.file_state == "gone":
        became = "file no longer there"
    else:
        on = text.clock(row.replaced_at, zone, with_year=True)
        became = f"mended on {on}" if row.file_state == "mended" else f"replaced on {on}, with the same fault"
    kept = row.was_let_in and row.severity == "warning" and row.unexpected_count
    return f"{became}; what it held back then is still listed as held back" if kept else became


def by_file(rows: tuple[Row, ...]) -> list[list[Row]]:
    """The checks of each file together, in the order of their first."""
    files: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        files.setdefault((row.raw_table, row.file_hash), []).append(row)
    return list(files.values())
