"""Each measurement does what it says, at a tiny size. No test says how long anything may take."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import ROOT, business_time
from benchmarks.builds import full_build
from benchmarks.evidence import look_up
from benchmarks.increments import increment
from benchmarks.marketplace import raw_files
from benchmarks.report import MEANINGS, complete, keep, keep_latest, table

KEYS = (
    "orders", "full_build_over_hand_tuned", "full_build_peak_memory_gb", "incremental_1pct_over_full",
    "incremental_01pct_over_full", "growth_exponent", "cpu_over_polars", "cpu_over_pandas", "cpu_over_postgres",
    "cpu_over_spark", "due_dates_per_second_per_core", "evidence_lookup_ms",
)  # fmt: skip
FIGURES = {key: number + 0.5 for number, key in enumerate(KEYS)} | {"orders": 2_000}


def test_the_last_large_run_is_kept_with_every_figure(tmp_path: Path) -> None:
    keep_latest(tmp_path, {**FIGURES, "something_else": 1})
    latest = json.loads((tmp_path / "latest.json").read_text())
    assert tuple(latest) == KEYS
    assert latest == FIGURES


def test_what_was_not_measured_is_null_and_said(tmp_path: Path) -> None:
    keep_latest(tmp_path, {"orders": 2_000})
    assert json.loads((tmp_path / "latest.json").read_text())["cpu_over_spark"] is None
    assert sum("not measured" in line for line in table({"orders": 2_000})) == len(KEYS) - 1


def test_every_ratio_says_what_the_other_side_does_not_do() -> None:
    assert tuple(MEANINGS) == KEYS
    lines = "\n".join(table(FIGURES))
    for key in KEYS:
        assert bool(MEANINGS[key].note) == ("_over_" in key), key
        assert MEANINGS[key].note in lines


def test_runs_are_appended_with_machine_and_versions(tmp_path: Path) -> None:
    for _ in range(2):
        keep(tmp_path, "small", FIGURES, {"sizes": [1_000, 2_000]})
    first, second = map(json.loads, (tmp_path / "small.jsonl").read_text().splitlines())
    assert first["figures"] == complete(FIGURES)
    assert first["sizes"] == [1_000, 2_000]
    assert {"processors", "memory_gb", "python", "duckdb", "dbt-core", "measured_at"} <= first["machine"].keys()
    assert first["figures"] == second["figures"]


def test_evidence_is_looked_up_as_the_app_does(demo_warehouse: Path) -> None:
    found = look_up(demo_warehouse / "published" / "marts.duckdb", picks=5)
    assert 0 < found.milliseconds <= found.slowest_of_twenty


def test_due_dates_are_those_of_the_oracle() -> None:
    found = business_time.measured(due_dates=2_000, copies=2)
    assert (found.checked, found.wrong) == (2_000, 0)
    assert found.per_second_per_core > 0


@pytest.mark.long
def test_a_build_of_changes_judges_them_and_leaves_a_full_refresh(tmp_path: Path) -> None:
    raw = raw_files(tmp_path, 2_000)
    full_build(ROOT, raw, tmp_path / "warehouse", 2_000)
    made = increment(raw, tmp_path / "warehouse", 2_000, 0.01, compare=True)
    assert 20 <= made.judged < 200
    assert made.differences == []
    assert not list(tmp_path.glob("*_changed"))


@pytest.mark.long
def test_the_benchmark_runs_as_a_user_runs_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--orders", "1000", "--orders", "2000", "--against", "none"]
    places = ["--work", str(tmp_path / "data"), "--results", str(tmp_path / "results"), "--large", "--compare"]
    ended = subprocess.run([*command, *places], cwd=ROOT, text=True, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    latest = json.loads((tmp_path / "results" / "latest.json").read_text())
    measured = {key for key, value in latest.items() if isinstance(value, int | float)}
    assert measured == {key for key in KEYS if not key.startswith("cpu_over_")}
    [line] = (tmp_path / "results" / "large.jsonl").read_text().splitlines()
    assert json.loads(line)["sizes"] == [1_000, 2_000]
    assert "2,000 orders: the full build" in ended.stderr
    assert "due dates in business time" in ended.stdout
