"""`python -m benchmarks.opponents.spark RAW TARGET`: the facts with Spark, a local session with a thread per processor."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyspark import SparkContext
from pyspark.sql import SparkSession

from benchmarks.hand_tuned.run import RAW_TABLES, parquet
from benchmarks.opponents.sql_script import Dialect, run


class Spark:
    """Tables are Parquet files in the target folder."""

    dialect = Dialect(
        text="string",
        moment="timestamp_ntz",
        number="double",
        plus_days="date_add({day}, cast({days} as int))",
        seconds_between="timestampdiff(second, date_trunc('second', {a}), date_trunc('second', {b}))",
    )

    def __init__(self, session: SparkSession, target: Path) -> None:
        self.session, self.target = session, target

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def load(self, table: str, names: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        types = ", ".join(f"{name} {kind.replace('double precision', 'double')}" for name, kind in names.items())
        self.session.createDataFrame(list(rows), types).createOrReplaceTempView(f"small_{table}")
        self.create(table, f"select * from small_{table}")

    def create(self, table: str, sql: str) -> None:
        self.session.sql(f"create table {table} using parquet location '{self.target / table}' as {sql}")


def session(target: Path) -> SparkSession:
    """A session of this process; its catalogue and what it spills go to the target folder."""
    processors = os.cpu_count() or 1
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.shuffle.partitions": str(4 * processors),
        "spark.sql.warehouse.dir": str(target / "warehouse"),
        "spark.local.dir": str(target / "spill"),
        "spark.driver.memory": os.environ.get("SELLER_SLA_SPARK_DRIVER_MEMORY", "8g"),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master(f"local[{processors}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def main(raw: Path, target: Path) -> None:
    """Make all tables, and wait for Java to end so that its time is counted."""
    spark = session(target)
    java = SparkContext._gateway.proc
    for table in RAW_TABLES:
        path = parquet(raw, table)
        spark.read.parquet(str(path)).createOrReplaceTempView(f"raw_{table}")
    run(Spark(spark, target))
    spark.stop()
    java.stdin.close()
    java.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
