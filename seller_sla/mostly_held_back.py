"""Files that were let in and yet gave hardly a row: told when the first build ends that publishes what is left of them."""

import os
from datetime import datetime

import duckdb

from seller_sla.landing.folders import AGAIN, raw_folder
from seller_sla.words import counted

MOST_TOLD = 5


def sentences(
    cursor: duckdb.DuckDBPyConnection, landed_files: str, quarantined_rows: str, since: datetime
) -> list[str]:
    """One sentence for each of the first files, landed after `since`, of which more than half of the rows are held back.

    landed_files, quarantined_rows: queries for the marts fct_landed_files and fct_quarantined_rows.
    """
    found = cursor.execute(query(landed_files, quarantined_rows), [since]).fetchall()
    told = [sentence(*facts) for facts in found[:MOST_TOLD]]
    more = len(found) - MOST_TOLD
    if more > 0:
        told.append(f"and {counted(more, 'more file')} in this way: fct_landed_files lists them all.")
    return told


def query(landed_files: str, quarantined_rows: str) -> str:
    """Those files, with their counts and the reason that most of their rows have."""
    return f"""
        with mostly_held_back as (
            from ({landed_files}) where landed_at > ? and 2 * quarantined_count > record_count
        ),
        reasons as (
            select q.raw_table, q.file_hash,
                regexp_replace(unnest(split(q.reasons, '; ')), ': row \\d+( of .*)? wins$', '') as reason
            from ({quarantined_rows}) as q semi join mostly_held_back using (raw_table, file_hash)
        ),
        counted as (select raw_table, file_hash, reason, count(*) as row_count from reasons group by all),
        commonest as (
            select raw_table, file_hash, arg_max(reason, (row_count, reason)) as reason, max(row_count) as row_count
            from counted group by all
        )
        select f.file_name, f.quarantined_count, f.record_count, c.reason, c.row_count
        from mostly_held_back as f inner join commonest as c using (raw_table, file_hash)
        order by f.file_name
    """


def sentence(name: str, held_back: int, rows: int, reason: str, for_it: int) -> str:
    """How many rows, why, and where to look."""
    many = f"all {counted(rows, 'row')}" if held_back == rows else f"{held_back:,} of {counted(rows, 'row')}"
    are = f"{many} are" if rows > 1 else "its only row is"
    why = f'for "{reason}"' if for_it == held_back else f'most often for "{reason}" ({counted(for_it, "row")})'
    return (
        f"{os.path.join(raw_folder(), name)}: {are} held back, {why}: see them under Data health or in "
        f"fct_quarantined_rows, deliver the file corrected, or what its rows refer to, {AGAIN}."
    )
