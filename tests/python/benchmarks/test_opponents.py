"""What a user would write instead makes the published marts, row for row, where orders are in every corner of the rules."""

from pathlib import Path

import pytest

from benchmarks.opponents import Opponent
from benchmarks.opponents.all import OPPONENTS
from benchmarks.opponents.compare import TABLES, differences_of
from engines.servers import left_out
from projects import Project

# Everybody has pandas, as the app needs it; the others come with the engines that the long tests install.
CASES = [pytest.param(o, id=o.name, marks=[] if o.name == "pandas" else pytest.mark.long) for o in OPPONENTS]


@pytest.mark.parametrize("opponent", CASES)
def test_an_opponent_makes_the_published_marts(opponent: Opponent, garbled: Project, tmp_path: Path) -> None:
    if absent := opponent.absent():
        left_out(absent)
    cost = opponent.run(Path(garbled.environment["SELLER_SLA_RAW_DIR"]), tmp_path / opponent.name)
    assert cost.cpu_seconds > 0
    assert list(differences_of(tmp_path / opponent.name, garbled.published)) == []


def test_a_changed_row_is_a_difference(garbled: Project, tmp_path: Path) -> None:
    [pandas] = [opponent for opponent in OPPONENTS if opponent.name == "pandas"]
    pandas.run(Path(garbled.environment["SELLER_SLA_RAW_DIR"]), tmp_path / "made")
    for file in (tmp_path / "made" / "fct_sla_outcomes").iterdir():
        file.unlink()
        break
    found = [sentence.split(":")[0] for sentence in differences_of(tmp_path / "made", garbled.published)]
    assert found == ["fct_sla_outcomes"]


def test_what_is_not_installed_is_left_out_with_a_sentence() -> None:
    absent = Opponent("none", "An engine", ("no_such_module",), OPPONENTS[0].run, "").absent()
    assert absent == "An engine is left out: no_such_module is not on this machine (see benchmarks/README.md)."
    assert set(TABLES) == {"fct_orders", "fct_sla_outcomes", "fct_seller_sla_daily", "fct_seller_scorecards"}
