"""Are the public marts of two targets the same, row for row?

Tests alone do not tell: an empty table passes every test of its rows. So a mart that is missing or empty is a difference.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from seller_sla.engines.engine import Columns, Engine
from seller_sla.engines.marts import SCHEMA, public_marts
from seller_sla.landing.types import named

# These may be empty in both targets, and why. Any other empty mart is a difference.
MAY_BE_EMPTY = {
    "fct_at_risk_orders": "nothing may be open",
    "fct_breach_drivers": "nothing may explain a breach",
    "fct_breach_orders": "nobody may be out of a limit",
    "fct_enforcement_decisions": "nobody may have decided anything",
    "fct_enforcement_recommendations": "no step may be called for",
    "fct_improvement_plan_actions": "nobody may have planned anything",
    "fct_improvement_plans": "nobody may have planned anything",
    "fct_policy_drafts": "nobody may have drafted anything",
    "fct_quarantined_rows": "every delivered row may be accepted",
    "fct_red_flag_orders": "no order may be odd",
    "fct_repeat_purchase": "no promise may be made, or no buyer known",
    "fct_return_investigations": "nothing may come back",
    "fct_seller_badges": "nobody may have earned one",
    "fct_seller_leaderboard": "nobody may have orders enough to be ranked",
    "fct_seller_red_flags": "nothing may have been ordered lately",
    "fct_sla_alerts": "nothing may be out of the ordinary",
    "fct_sla_breach_episodes": "nobody may be out of a limit",
    "fct_status_anomalies": "every history may be in order",
    "fct_target_advice": "no limit may be of a share or a mean",
    "fct_unattributed_orders": "every order may name a known seller",
    "fct_unread_files": "every file of the raw folder may be read",
}
# These keep what earlier builds knew, each under these columns. A target has had builds of its own, so what is compared is what
# both have.
OF_BUILDS = {"fct_seller_scorecard_history": "program, as_of_at"}


@dataclass(frozen=True)
class Compared:
    """One mart: how many rows on each side, how many only there, and what is wrong in words (empty: nothing)."""

    mart: str
    rows: tuple[int | None, int | None] = (None, None)
    only: tuple[int | None, int | None] = (None, None)
    fault: str = ""

    def line(self) -> str:
        """A line of the table."""
        counts = "".join(
            f"{'' if count is None else format(count, ','):>{width}}"
            for count, width in zip((*self.rows, *self.only), (15, 15, 20, 20), strict=True)
        )
        return f"{self.mart:<28}{counts}  {self.fault or 'equal'}"


def header(left: str, right: str) -> str:
    """The first line of the table."""
    return f"{'mart':<28}{left:>15}{right:>15}{f'only {left}':>20}{f'only {right}':>20}"


def compare(left: Engine, right: Engine, report: Callable[[str], None]) -> bool:
    """Whether every public mart is equal in both; each is reported as it is compared."""
    equal = True
    report(header(left.target, right.target))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as duck:
        duck.execute("set TimeZone = 'UTC'")
        duck.execute(f"set temp_directory = '{folder}'")
        for mart, columns in public_marts().items():
            compared = compare_mart(duck, (left, right), mart, columns, Path(folder))
            report(compared.line())
            equal &= not compared.fault
            for file in Path(folder).glob("*.csv"):
                file.unlink()
    return equal


def compare_mart(
    duck: duckdb.DuckDBPyConnection, engines: tuple[Engine, Engine], mart: str, columns: Columns, folder: Path
) -> Compared:
    """Compare one mart; its columns must be those of its contract on both sides."""
    for engine in engines:
        if fault := fault_of_columns(engine, engine.columns(SCHEMA, mart), columns):
            return Compared(mart, fault=fault)
    left, right = (engine.rows(duck, SCHEMA, mart, columns, folder) for engine in engines)
    if build := OF_BUILDS.get(mart):
        left, right = (
            f"(from {one} where ({build}) in (select {build} from {other}))"
            for one, other in ((left, right), (right, left))
        )
    rows = count(duck, left), count(duck, right)
    only = count(duck, minus(left, right, columns)), count(duck, minus(right, left, columns))
    return Compared(mart, rows, only, fault_of_rows(mart, engines, rows, only))


def fault_of_columns(engine: Engine, found: Columns, expected: Columns) -> str:
    """What is wrong with the columns of one side."""
    if not found:
        return f"MISSING in {engine.target}"
    if found == expected:
        return "" if list(found) == list(expected) else f"DIFFERENT: other order of columns in {engine.target}"
    odd = sorted({f"{name} {kind}" for name, kind in set(found.items()) ^ set(expected.items())})
    return f"DIFFERENT: {engine.target} does not keep the contract of the mart: {', '.join(odd)}"


def fault_of_rows(mart: str, engines: tuple[Engine, Engine], rows: tuple[int, int], only: tuple[int, int]) -> str:
    """What is wrong with the rows."""
    if rows == (0, 0):
        nothing = "NO BUILD of the same moment in both" if mart in OF_BUILDS else "EMPTY in both"
        return "" if mart in MAY_BE_EMPTY else nothing
    for engine, row_count in zip(engines, rows, strict=True):
        if row_count == 0:
            return f"EMPTY in {engine.target}"
    return "DIFFERENT" if any(only) else ""


def minus(left: str, right: str, columns: Columns) -> str:
    """The rows that are only on the left, as often as they are there too often."""
    names = ", ".join(map(named, columns))
    return f"(select {names} from {left} except all select {names} from {right})"


def count(duck: duckdb.DuckDBPyConnection, rows: str) -> int:
    """How many rows."""
    [(found,)] = duck.execute(f"select count(*) from {rows}").fetchall()
    return int(found)
