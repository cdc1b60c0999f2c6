"""One opponent that fails, or that cannot take so many orders, does not end a run of hours."""

from pathlib import Path

import pytest

from benchmarks.builds import Build
from benchmarks.measure import CommandFailed, Measured, measure
from benchmarks.opponents import Opponent
from benchmarks.suite import Suite

COST = Measured(2.0, 3.0, 0.5, "")


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """A run over files that are there and a build that was measured."""
    for orders in (10, 20):
        (tmp_path / f"raw_{orders}").mkdir()
    built = {orders: Build(orders, COST, {}) for orders in (10, 20)}
    said: list[str] = []
    suite = Suite(tmp_path, (10, 20), None, False, (), said.append, facts=built)
    suite.measured["said"] = said
    return suite


def opponent(most_orders: int | None, cost: Measured | None = COST) -> Opponent:
    """An opponent that costs so much, or fails."""

    def run(raw: Path, target: Path) -> Measured:
        target.mkdir()
        if cost is None:
            raise CommandFailed("it ran out of memory")
        return cost

    return Opponent("polars", "Polars", (), run, "", most_orders)


def test_an_opponent_takes_as_many_orders_as_it_can(suite: Suite) -> None:
    suite.opponent(opponent(15))
    assert suite.figures == {"cpu_over_polars": 1.0}
    assert "polars_10" in suite.measured
    suite.opponent(opponent(None))
    assert "polars_20" in suite.measured
    assert not list(suite.work.glob("polars_*"))


def test_an_opponent_that_takes_too_few_orders_is_left_out(suite: Suite) -> None:
    suite.opponent(opponent(5))
    assert suite.figures == {}
    assert suite.measured["said"] == ["Polars is left out: it takes 5 orders at most."]


def test_an_opponent_that_fails_is_said_and_kept(suite: Suite) -> None:
    suite.opponent(opponent(None, None))
    assert suite.figures == {}
    assert suite.measured["polars_20"] == {"failed": "it ran out of memory"}


def test_what_a_command_starts_is_measured_with_it() -> None:
    cost = measure(["sh", "-c", "python3 -c 'print(sum(range(3_000_000)))'"], Path.cwd())
    assert cost.cpu_seconds > 0.01
    assert cost.output.strip() == "4499998500000"
    with pytest.raises(CommandFailed, match="ended with 3"):
        measure(["sh", "-c", "exit 3"], Path.cwd())
