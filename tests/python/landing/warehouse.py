"""A raw folder and a warehouse in which one table is landed as its dbt node does it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from seller_sla.landing import files
from seller_sla.landing.contract import Contract
from seller_sla.landing.csv_files import Csv
from seller_sla.landing.delivered import Delivered
from seller_sla.landing.files import File
from seller_sla.landing.gate import Gate, Run
from seller_sla.landing.parquet_files import read_parquet
from seller_sla.landing.shape import Shape

RUN_AT = datetime(2026, 7, 1, 6)


class Warehouse:
    """`land` does what a build does with one raw table; everything is read back from the database."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder / "raw"
        self.raw.mkdir()
        self.connection = duckdb.connect(str(folder / "warehouse.duckdb"))
        self.connection.execute("create schema landing")
        self.runs = 0

    def deliver(self, name: str, content: str | bytes) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def land(self, table: str, commit: bool = True, source: str = "raw") -> list[tuple[Any, ...]]:
        """Land a table; returns (row number, accepted, reasons) of what was new."""
        self.runs += 1
        landed = f"landing.landed_{table}"
        exists = self.query(f"select 1 from duckdb_tables() where table_name = 'landed_{table}'")
        session = self.connection.cursor()
        run = Run(f"run {self.runs}", RUN_AT)
        gate = Gate(session, Contract.read(source, table), "landing", landed if exists else None, run)
        try:
            gate.land(self.raw)
            batch = gate.batch()
            new = batch.order("_file_name, _row_number").select("_row_number, len(_reasons) = 0, _reasons").fetchall()
            if commit:
                name = batch.alias
                session.register(name, batch)
                session.execute(
                    f"{f'insert into {landed}' if exists else f'create table {landed} as'} select * from {name}"
                )
                session.unregister(name)
            return new
        finally:
            gate.close()
            session.close()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def read(self, table: str, name: str) -> tuple[Delivered, list[dict[str, Any]], list[tuple[Any, ...]]]:
        """What the reader alone makes of a file: its report, the rows as they are delivered, and the broken lines."""
        work = self.raw.parent / "work"
        work.mkdir(exist_ok=True)
        contract, file = Contract.read("raw", table), File.at(self.raw / name, self.raw)
        files.check_format(file.path, file.name)
        if name.endswith(".parquet"):
            delivered = read_parquet(file, contract, self.connection)
        else:
            delivered = Csv(file, contract, work).copy(self.connection)
        shape = Shape(contract, [delivered])
        named = shape.named_query(f"({shape.delivered_query()})")
        query = named.replace("select ", "select _row_number, ", 1)
        cursor = self.connection.execute(f"{query} order by _row_number")
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        broken = "select _row_number, reason, raw from read_parquet('{}') order by 1"
        return delivered, rows, self.query(broken.format(delivered.broken)) if delivered.broken else []
