"""The house rules that no linter knows. A failure lists every place as `file: what is wrong`."""

import re
import statistics
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
MODEL_LINES, MEDIAN_MODEL_LINES, MACRO_LINES, LINE_LENGTH = 100, 35, 40, 160
POSTGRESQL_NAME = 63

WALL_CLOCK = re.compile(r"\b(current_(timestamp|date|time)|localtimestamp)\b|\b(now|today|getdate)\s*\(")
MACHINE_PATH = re.compile(r"(?<![.\w])/(tmp|root|home|Users|work)/")
PACKAGE_HOST = re.compile(r"py[p]i[.]org|python[h]osted|registry[.]npm[j]s|deb[.]deb[i]an")
REFERENCE = re.compile(r"""\bref\(\s*['"](\w+)['"]""")
SOURCE = re.compile(r"""\bsource\(\s*['"](\w+)['"]""")


@cache
def models() -> list[Path]:
    return sorted(p for p in (ROOT / "models").rglob("*") if p.suffix in (".sql", ".py"))


@cache
def properties(model: Path) -> dict[str, Any]:
    """What the yml beside the model says about it."""
    file = model.with_suffix(".yml")
    if not file.exists():
        return {}
    described = (yaml.safe_load(file.read_text()) or {}).get("models") or []
    return next((m for m in described if m["name"] == model.stem), {})


def layer(model: Path) -> str:
    return model.relative_to(ROOT / "models").parts[0]


def code_lines(file: Path) -> int:
    return sum(bool(line.strip()) for line in file.read_text().splitlines())


def names_of(data_tests: list[Any]) -> set[str]:
    return {next(iter(t)) if isinstance(t, dict) else t for t in data_tests or []}


def says_its_grain() -> Iterator[str]:
    for model in models():
        if not properties(model):
            yield f"{model}: no yml of the same name beside it describes it"
        elif not properties(model).get("description", "").startswith("One row per "):
            yield f"{model}: its description does not begin with its grain, `One row per ...`"


def describes_its_columns() -> Iterator[str]:
    for model in models():
        for column in properties(model).get("columns") or []:
            if not column.get("description"):
                yield f"{model}: column {column['name']} has no description"


def marts_have_a_contract() -> Iterator[str]:
    settings = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["models"]["seller_sla"]["marts"]
    if settings.get("+contract") != {"enforced": True} or settings.get("+access") != "public":
        yield "dbt_project.yml: marts must be public with an enforced contract"
    for model in models():
        if layer(model) == "marts":
            if "contract" in properties(model).get("config", {}):
                yield f"{model}: changes the contract of the marts"
            for column in properties(model).get("columns") or [{"name": "(none)"}]:
                if not column.get("data_type"):
                    yield f"{model}: column {column['name']} has no data_type"


def marts_test_their_key() -> Iterator[str]:
    for model in models():
        if layer(model) == "marts":
            said = properties(model)
            alone = any({"unique", "not_null"} <= names_of(c.get("data_tests")) for c in said.get("columns") or [])
            if not alone and "unique_key" not in names_of(said.get("data_tests")):
                yield f"{model}: its key has no test (unique and not_null, or unique_key)"


def names_of_unit_tests_fit_postgresql() -> Iterator[str]:
    """There a unit test is a table of its name for a moment."""
    for file in (ROOT / "models").rglob("*.yml"):
        for test in (yaml.safe_load(file.read_text()) or {}).get("unit_tests") or []:
            if len(test["name"]) > POSTGRESQL_NAME:
                yield f"{file}: {test['name']} has {len(test['name'])} letters (at most {POSTGRESQL_NAME})"


def layers_flow_one_way() -> Iterator[str]:
    for model in models():
        text = model.read_text()
        read = REFERENCE.findall(text)
        if SOURCE.search(text) and layer(model) not in ("landing", "staging"):
            yield f"{model}: only landing and staging read sources"
        if layer(model) == "marts" and any(name.startswith("stg_") for name in read):
            yield f"{model}: marts do not read staging"
        if layer(model) in ("staging", "landing") and any(name.startswith(("int_", "dim_", "fct_")) for name in read):
            yield f"{model}: {layer(model)} reads what is made from it"


def no_wall_clock() -> Iterator[str]:
    for file in [*models(), *(ROOT / "macros").rglob("*.sql"), *(ROOT / "tests" / "data").rglob("*.sql")]:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if WALL_CLOCK.search(line.split("--")[0]):
                yield f"{file}:{number}: reads the wall clock; time is int_as_of"


def files_stay_short() -> Iterator[str]:
    sizes = {model: code_lines(model) for model in models()}
    yield from (
        f"{m}: {n} lines; one model, one idea (at most {MODEL_LINES})" for m, n in sizes.items() if n > MODEL_LINES
    )
    if sizes and statistics.median(sizes.values()) > MEDIAN_MODEL_LINES:
        yield f"models: the median is {statistics.median(sizes.values())} lines (at most {MEDIAN_MODEL_LINES})"
    for macro in (ROOT / "macros").rglob("*.sql"):
        if code_lines(macro) > MACRO_LINES:
            yield f"{macro}: {code_lines(macro)} lines of macro (at most {MACRO_LINES})"


def sql_lines_fit() -> Iterator[str]:
    for folder in ("models", "macros", "tests/data"):
        for file in (ROOT / folder).rglob("*.sql"):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                if len(line) > LINE_LENGTH:
                    yield f"{file}:{number}: {len(line)} characters (at most {LINE_LENGTH})"


def no_trace_of_a_machine() -> Iterator[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True, capture_output=True, check=False).stdout.split()
    for file in (ROOT / name for name in listed):
        if file.suffix in (".png", ".lock", ".parquet", ".gz") or not file.exists():
            continue
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            if MACHINE_PATH.search(line) or PACKAGE_HOST.search(line):
                yield f"{file}:{number}: names a path of one machine or a package host"


@pytest.mark.parametrize(
    "rule",
    [
        says_its_grain, describes_its_columns, marts_have_a_contract, marts_test_their_key,
        names_of_unit_tests_fit_postgresql, layers_flow_one_way, no_wall_clock, files_stay_short, sql_lines_fit,
        no_trace_of_a_machine,
    ],
    ids=lambda rule: rule.__name__,
)  # fmt: skip
def test_house_rule(rule: Callable[[], Iterator[str]]) -> None:
    broken = [violation.replace(f"{ROOT}/", "") for violation in rule()]
    assert not broken, "\n" + "\n".join(broken)
