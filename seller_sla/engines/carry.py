"""Carry what was landed in DuckDB to the schema `landing` of another engine.

Rows go file by file, once: what a file gave is one batch, known by the file's hash and the time of landing. What is there and
not here (a warehouse was begun anew) goes. Logs are small and are replaced as a whole. A run that is killed leaves each table
as it was or complete, or with less than all batches, and the next run brings the rest.
"""

import duckdb

from seller_sla.engines.engine import Batch, CarriedTo, Columns
from seller_sla.landing.types import literal, named
from seller_sla.words import counted

SCHEMA = "landing"
MARKS = {"_file_hash", "_landed_at"}


def carry(duck: duckdb.DuckDBPyConnection, engine: CarriedTo) -> list[str]:
    """Carry every table of the schema; says what was moved."""
    said = []
    engine.prepare()
    for table, columns in landed_tables(duck).items():
        engine.have_table(table, columns)
        query = f"select * from {SCHEMA}.{named(table)}"
        if columns.keys() >= MARKS:
            if moved := carry_batches(duck, engine, table, columns, query):
                said.append(f"{table}: {moved}")
        else:
            engine.replace(duck, table, columns, query)
    engine.finish()
    return said


def landed_tables(duck: duckdb.DuckDBPyConnection) -> dict[str, Columns]:
    """The tables of the schema, views left out, with their columns."""
    found = duck.execute(
        "select table_name, column_name, data_type from duckdb_columns() inner join duckdb_tables() using"
        " (database_name, schema_name, table_name) where database_name = current_database() and schema_name = ?"
        " order by table_name, column_index",
        [SCHEMA],
    ).fetchall()
    tables: dict[str, Columns] = {}
    for table, name, data_type in found:
        tables.setdefault(table, {})[name] = data_type.upper().replace(" ", "")
    return tables


def carry_batches(duck: duckdb.DuckDBPyConnection, engine: CarriedTo, table: str, columns: Columns, query: str) -> str:
    """Bring one landed table up to date; says what was moved, if anything was."""
    found = duck.execute(f"select _file_hash, _landed_at, count(*) from ({query}) group by all").fetchall()
    here = {Batch(file_hash, landed_at): count for file_hash, landed_at, count in found}
    stale = engine.carried(table) - here.keys()
    engine.remove(table, stale)
    fresh = here.keys() - engine.carried(table)
    chosen = f" where (_file_hash, _landed_at) in ({', '.join(map(values, fresh))})" if fresh < here.keys() else ""
    engine.add(duck, table, columns, query + chosen, set(fresh))
    rows = sum(here[batch] for batch in fresh)
    moved = [f"{counted(rows, 'row')} of {counted(len(fresh), 'file')}"] if fresh else []
    moved += [f"what {counted(len(stale), 'file')} gave before is gone"] if stale else []
    return ", ".join(moved)


def values(batch: Batch) -> str:
    """A batch as an SQL row."""
    return f"({literal(batch.file_hash)}, timestamp {literal(f'{batch.landed_at:%Y-%m-%d %H:%M:%S.%f}')})"
