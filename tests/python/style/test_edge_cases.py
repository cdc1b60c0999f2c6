"""No edge case can vanish: each of the 54 has a test whose name begins with its number, or a reason why it has none."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = re.compile(r"(?:^|_)edge((?:_\d\d|_to)+)_")
# A number that has none, and why.
WITHOUT_A_TEST: dict[int, str] = {}


def names_of_tests() -> Iterator[str]:
    """Unit tests of the models, cases of the marketplace of edge cases, and Python tests."""
    for file in (ROOT / "models").rglob("*.yml"):
        yield from (test["name"] for test in (yaml.safe_load(file.read_text()) or {}).get("unit_tests") or ())
    yield from yaml.safe_load((ROOT / "tests" / "python" / "edge_cases" / "cases.yml").read_text())
    for file in (ROOT / "tests" / "python").rglob("test_*.py"):
        yield from re.findall(r"^def (test_edge_\w+)\(", file.read_text(), re.MULTILINE)


def numbers_in(name: str) -> set[int]:
    """`edge_01_to_03_41_who_cancelled` is about 1, 2, 3 and 41."""
    found: set[int] = set()
    for numbers in NUMBERS.findall(name):
        for first, last in re.findall(r"(\d\d)(?:_to_(\d\d))?", numbers):
            found |= set(range(int(first), int(last or first) + 1))
    return found


def test_a_name_is_about_its_numbers() -> None:
    assert numbers_in("v17_edge_01_to_03_41_who_cancelled_in_2026") == {1, 2, 3, 41}
    assert numbers_in("test_edge_07_the_second_parcel") == {7}


def test_every_edge_case_has_a_test_or_a_reason() -> None:
    tested = set().union(*(numbers_in(name) for name in names_of_tests()))
    assert tested | set(WITHOUT_A_TEST) == set(range(1, 55))
    assert tested & set(WITHOUT_A_TEST) == set(), "has a test now: take it off the list"
