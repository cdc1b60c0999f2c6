"""The figures of a run: one table, one line of JSON, and of a large run `latest.json`."""

import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.opponents.all import OPPONENTS

PACKAGES = (
    "duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "polars", "pandas", "psycopg2-binary", "pyspark",
)  # fmt: skip
Figures = Mapping[str, float | int | None]


@dataclass(frozen=True)
class Meaning:
    """What a figure is, what it is to reach, and what the other side of a ratio does not do."""

    title: str
    goal: str
    note: str = ""


MEANINGS = {
    "orders": Meaning("orders of the largest marketplace", ""),
    "full_build_over_hand_tuned": Meaning(
        "time of a full build / of the hand-tuned script",
        "<= 2.5",
        "The script validates nothing, keeps no quarantine and no history, tests nothing, publishes nothing, and its limits and "
        "rules are written into its SQL.",
    ),
    "full_build_peak_memory_gb": Meaning("peak memory of the full build, GB", "<= 4"),
    "incremental_1pct_over_full": Meaning(
        "time of a build of 1 % changed orders / of the full build", "<= 0.15", "The full build lands every file."
    ),
    "incremental_01pct_over_full": Meaning(
        "time of a build of 0.1 % changed orders / of the full build", "<= 0.08", "The full build lands every file."
    ),
    "growth_exponent": Meaning("time grows with the orders to the power of", "<= 1.05"),
    **{opponent.key: Meaning(f"CPU of ours / of {opponent.title}", "< 1", opponent.note) for opponent in OPPONENTS},
    "due_dates_per_second_per_core": Meaning("due dates in business time per second and core", ">= 5,000,000"),
    "evidence_lookup_ms": Meaning("orders behind a figure, median look-up, ms", "< 30"),
}


def table(figures: Figures) -> Iterator[str]:
    """The figures as lines of a table; notes come under what they are about."""
    width = max(len(meaning.title) for meaning in MEANINGS.values())
    yield f"{'':<{width}}  {'measured':>12}  goal"
    for key, meaning in MEANINGS.items():
        yield f"{meaning.title:<{width}}  {shown(figures.get(key)):>12}  {meaning.goal}".rstrip()
        if meaning.note and figures.get(key) is not None:
            yield f"  {meaning.note}"


def shown(value: float | int | None) -> str:
    """A figure for people."""
    if value is None:
        return "not measured"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def complete(figures: Figures) -> dict[str, float | int | None]:
    """Every key of the contract and no other, in its order; null was not measured."""
    return {key: figures.get(key) for key in MEANINGS}


def keep(results: Path, name: str, figures: Figures, measured: Mapping[str, Any]) -> None:
    """Append a run to its file of results, one line of JSON."""
    results.mkdir(exist_ok=True)
    notes = {key: meaning.note for key, meaning in MEANINGS.items() if meaning.note}
    line = {"machine": machine(), "figures": complete(figures), "notes": notes, **measured}
    with (results / f"{name}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def keep_latest(results: Path, figures: Figures) -> None:
    """The figures of the last large run, and beside them what they mean."""
    (results / "latest.json").write_text(json.dumps(complete(figures), indent=4) + "\n", encoding="utf-8")
    rows = (
        f"| {meaning.title} | {shown(figures.get(key))} | {meaning.goal} | {meaning.note} |"
        for key, meaning in MEANINGS.items()
    )
    told = ", ".join(f"{name} {value}" for name, value in machine().items())
    head = ("| figure | measured | goal | what the other side does not do |", "|---|---|---|---|")
    (results / "latest.md").write_text("\n".join((*head, *rows, "", f"Measured with {told}.", "")), encoding="utf-8")


def machine() -> dict[str, str | int]:
    """Where and with what it was measured."""
    return {
        "measured_at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "processors": os.cpu_count() or 0,
        "processor": processor(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": platform.platform(),
        "python": sys.version.split()[0],
        **dict(versions()),
    }


def processor() -> str:
    """Its model, where Linux says it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


def versions() -> Iterator[tuple[str, str]]:
    """Versions of what is installed."""
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue
