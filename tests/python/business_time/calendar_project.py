"""A small dbt project around the real calendar models, macros and seed columns, with rules and orders of a test."""

import csv
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from projects import ROOT, Project

SEED_COLUMNS = {
    "business_calendars": ("calendar_id", "country", "working_week", "timezone", "description"),
    "weekly_hours": ("working_week", "weekday", "opens_minute", "closes_minute"),
    "breaks": ("working_week", "weekday", "starts_minute", "ends_minute"),
    "shifts": ("calendar_id", "local_date", "opens_minute", "closes_minute"),
    "holidays": ("country", "local_date", "name"),
}
PROJECT = """
name: seller_sla
version: "0.1.0"
profile: seller_sla
model-paths: [models]
seed-paths: [seeds]
macro-paths: [macros]
test-paths: [tests]
flags: {send_anonymous_usage_stats: false}
vars: {slot_seconds: 900}
seeds: {+schema: seeds}
models: {+materialized: table}
"""
PROFILE = """
seller_sla:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: calendar.duckdb, schema: main, threads: 2, settings: {TimeZone: UTC}}
"""
CLOCK_COLUMNS = (
    "clock_id varchar, due_rule varchar, amount bigint, calendar_of varchar, calendar_id varchar,"
    " is_start_day_one boolean, cutoff_minute bigint, due_minute bigint"
)


def model(columns: str, rows: Iterable[tuple[object, ...]]) -> str:
    """SQL of a model with the given columns and rows."""
    names = [column.split()[0] for column in columns.split(", ")]
    casts = ", ".join(f"cast({c.split()[0]} as {c.split()[1]}) as {c.split()[0]}" for c in columns.split(", "))
    lines = ", ".join("(" + ", ".join("null" if v is None else f"'{v}'" for v in row) + ")" for row in rows)
    return f"select {casts} from (values {lines}) as v ({', '.join(names)})"


def write_project(
    folder: Path,
    clocks: Sequence[tuple[object, ...]],
    span: tuple[str, str],
    seeds: Mapping[str, list[tuple[object, ...]]] | None = None,
) -> None:
    """Write the project; `span` is (time of the only order and ticket, as_of); seeds that are not given are the project's own."""
    shutil.copytree(ROOT / "macros", folder / "macros")
    shutil.copytree(ROOT / "models" / "intermediate" / "calendar", folder / "models" / "calendar")
    shutil.copytree(ROOT / "seeds" / "calendar", folder / "seeds")
    shutil.copytree(ROOT / "tests" / "data" / "calendar", folder / "tests")
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILE)
    for name, rows in (seeds or {}).items():
        with (folder / "seeds" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([SEED_COLUMNS[name], *rows])
    stand_ins = {
        "sla_clocks": model(CLOCK_COLUMNS, clocks),
        "int_programs_in_use": model("program varchar, calendar_id varchar", [("test", "always_open")]),
        "sla_policies": model("program varchar, clock_id varchar", [("test", clock[0]) for clock in clocks]),
        "int_as_of": model("as_of_at timestamp", [(span[1],)]),
        "int_every_order": model(
            "order_id varchar, ship_from_country varchar, buyer_country varchar, ordered_at timestamp",
            [("o1", "CZ", "SK", span[0])],
        ),
        "int_every_ticket": model("ticket_id varchar, opened_at timestamp", [("t1", span[0])]),
        "int_known__sellers": model("seller_id varchar, country varchar", [("s1", "CZ")]),
    }
    for name, sql in stand_ins.items():
        (folder / "models" / f"{name}.sql").write_text(sql)


def run_dbt(folder: Path, *arguments: str) -> str:
    """Run dbt in the project; its output, or an assertion that shows it."""
    done = Project(folder, {"DBT_PROFILES_DIR": "."}).dbt(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """The built warehouse."""
    return duckdb.connect(str(folder / "calendar.duckdb"))
