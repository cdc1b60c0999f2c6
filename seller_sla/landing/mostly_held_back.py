"""Files that were let in and yet gave hardly a row: told when the build that landed them ends."""

from pathlib import Path

import duckdb

from seller_sla.landing.files import AGAIN
from seller_sla.words import counted

MOST_TOLD = 3


def sentences(cursor: duckdb.DuckDBPyConnection, batch: str, raw_dir: Path) -> list[str]:
    """One sentence for each of the first few files of which more than half of the rows are in quarantine."""
    found = cursor.execute(query(batch)).fetchall()
    told = [f"{raw_dir}/{sentence(*facts)}" for facts in found[:MOST_TOLD]]
    more = len(found) - MOST_TOLD
    if more > 0:
        told.append(f"and {counted(more, 'more file')} in this way: fct_landed_files lists them all.")
    return told


def query(batch: str) -> str:
    """Those files, with their counts and the reason that most of their rows have."""
    return f"""
        with reasons as (
            select _file_name, regexp_replace(unnest(_reasons), ': row \\d+ wins$', '') as reason from {batch}
        ),
        counted as (select _file_name, reason, count(*) as row_count from reasons group by all),
        commonest as (
            select _file_name, arg_max(reason, (row_count, reason)) as reason, max(row_count) as row_count
            from counted group by _file_name
        ),
        files as (
            select _file_name, count(*) filter (where len(_reasons) > 0) as held_back_count, count(*) as row_count
            from {batch} group by _file_name
        )
        select f._file_name, f.held_back_count, f.row_count, c.reason, c.row_count
        from files as f inner join commonest as c on f._file_name = c._file_name
        where 2 * f.held_back_count > f.row_count
        order by f._file_name
    """


def sentence(name: str, held_back: int, rows: int, reason: str, for_it: int) -> str:
    """How many rows, why, and where to look."""
    many = f"all {counted(rows, 'row')}" if held_back == rows else f"{held_back:,} of {counted(rows, 'row')}"
    are = f"{many} are" if rows > 1 else "its only row is"
    why = f'for "{reason}"' if for_it == held_back else f'most often for "{reason}" ({counted(for_it, "row")})'
    return (
        f"{name}: {are} held back, {why}: "
        f"see them under Data health or in fct_quarantined_rows, deliver the file corrected {AGAIN}."
    )
