"""Whatever arrives, in whatever order: a build on top of others leaves the marts that one full refresh makes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from incremental.histories import History, deliver
from projects import Project

BATCHES = 4
# A few hundred histories lie side by side in one warehouse: they share no order and no seller, only the builds.
HISTORIES = 200
ONLY_MODELS = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test", "--exclude", "publish_marts")
# Where a build may break off: everything before it is new, everything behind it old.
BREAKS = ("int_changed_orders", "fct_orders", "fct_sla_outcomes", "int_changed_days", "fct_seller_sla_daily")
POLICIES = ("house_late_shipment", "mall_tracking_rate", "mall_order_confirmation")


class Warehouse:
    """A copy of the project that builds what lies in its raw folder."""

    def __init__(self, project: Project, folder: Path, seeds: list[int]) -> None:
        self.raw, self.grown = folder / "raw", folder / "grown.duckdb"
        self.project = Project(project.copy_to(folder / "project").root, {"SELLER_SLA_RAW_DIR": str(self.raw)})
        self.marts = self.project.warehouse / "marts.duckdb"
        self.batches = deliver(self.raw, [History(seed, BATCHES) for seed in seeds])

    def receive(self, batch: int) -> None:
        """Move the files of a batch into the raw folder."""
        for path in self.batches[batch]:
            target = self.raw / path.parent.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    def build(self, *arguments: str) -> None:
        """Everything but tests and publishing."""
        ended = self.project.dbt("build", *ONLY_MODELS, *arguments)
        assert ended.returncode == 0, ended.stdout

    def end_policy(self, policy: str, day: str) -> None:
        """Have a policy without an end bind no longer than to a day."""
        seed = self.project.root / "seeds" / "policy" / "sla_policies.csv"
        text, count = re.subn(
            rf"^({policy},1,\w+,\w+,2000-01-01),,", rf"\1,{day},", seed.read_text(), flags=re.MULTILINE
        )
        assert count == 1
        seed.write_text(text)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with self.project.connection() as connection:
            return connection.execute(sql).fetchall()

    def judged(self) -> tuple[str | None, int]:
        """Why the last build judged every order, if it did, and how many changed orders it found."""
        query = "select everything_because, (select count(*) from intermediate.int_changed_orders) from intermediate.int_judging"
        [(reason, changed)] = self.query(query)
        return reason, changed  # type: ignore[return-value]

    def differences_from_a_full_refresh(self) -> dict[str, list[tuple[object, ...]]]:
        """For each public mart that differs, a few rows of either side."""
        shutil.copy(self.marts, self.grown)
        self.build("--full-refresh")
        found = {}
        with duckdb.connect() as connection:
            connection.execute(
                f"attach '{self.grown}' as grown (read_only); attach '{self.marts}' as fresh (read_only)"
            )
            query = "select table_name from duckdb_tables() where database_name = 'fresh' and schema_name = 'main'"
            marts = [name for (name,) in connection.execute(query).fetchall()]
            assert "fct_sla_outcomes" in marts
            for mart in marts:
                sides = (f"from grown.{mart}", f"from fresh.{mart}")
                for one, other in (sides, sides[::-1]):
                    if rows := connection.execute(f"{one} except all {other} limit 3").fetchall():
                        found[f"{mart}: only {one}"] = rows
        return found


@pytest.fixture
def warehouse(parsed_project: Project, tmp_path: Path) -> Callable[[list[int]], Warehouse]:
    """Makes a warehouse for the histories of some seeds."""

    def made(seeds: list[int]) -> Warehouse:
        shutil.rmtree(tmp_path / "warehouse", ignore_errors=True)
        (tmp_path / "warehouse").mkdir()
        return Warehouse(parsed_project, tmp_path / "warehouse", seeds)

    return made


def batches_in_any_order(warehouse: Callable[[list[int]], Warehouse], random: Random) -> None:
    """Deliver batch by batch, with a build after each, and now and then one before it that breaks off; then end a policy."""
    built = warehouse(random.sample(range(10**6), HISTORIES))
    for batch in random.sample(range(BATCHES), BATCHES):
        built.receive(batch)
        if broken_at := random.choice([None, *BREAKS]):
            built.build("--select", f"+{broken_at}")
        built.build()
    built.end_policy(random.choice(POLICIES), "2026-03-20")
    built.build()
    assert built.judged()[0] is None
    assert built.differences_from_a_full_refresh() == {}


# A failure names the rows, hence the histories; to shrink two hundred of them would take hours.
at_large = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@settings(at_large, max_examples=1)
@given(seed=st.integers(0, 10**6))
def test_batches_in_any_order_leave_what_one_full_refresh_makes(
    warehouse: Callable[[list[int]], Warehouse], seed: int
) -> None:
    batches_in_any_order(warehouse, Random(seed))


@pytest.mark.long
@pytest.mark.timeout(5400)
@settings(at_large, max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_thousands_of_histories_leave_what_one_full_refresh_makes(
    warehouse: Callable[[list[int]], Warehouse], seed: int
) -> None:
    batches_in_any_order(warehouse, Random(seed))


def test_only_what_changed_is_judged_again(warehouse: Callable[[list[int]], Warehouse]) -> None:
    built = warehouse(list(range(60)))
    built.receive(0)
    built.build()
    assert built.judged() == ("there is no earlier build, or --full-refresh", 0)
    built.build()
    assert built.judged() == (None, 0)

    built.receive(1)
    built.receive(2)
    built.build()
    [(order, seller)] = built.query("select min(order_id), min_by(seller_id, order_id) from marts.fct_orders")
    late = "order_id,status,event_at,loaded_at\n{},lost,2026-03-25 10:00,2026-03-25 12:00\n"
    (built.raw / "order_status_history" / "late.csv").write_text(late.format(order))
    built.build()
    assert built.judged() == (None, 1)
    assert built.query(f"select count(*) from marts.fct_orders where order_id = '{order}' and lost_at is not null") == [
        (1,)
    ]

    row = "seller_id,seller_name,seller_group,valid_from,loaded_at\n{},New name,top,2026-03-01,2026-03-25\n"
    (built.raw / "sellers" / "late.csv").write_text(row.format(seller))
    built.build()
    [(delivered,)] = built.query(
        f"select count(distinct order_id) from landing.landed_orders where seller_id = '{seller}'"
    )
    assert built.judged() == (None, delivered)

    built.end_policy("house_late_shipment", "2026-03-20")
    built.build()
    [(bound,)] = built.query("select count(*) from marts.fct_orders where ordered_at >= '2026-03-20'")
    assert built.judged() == (None, bound)
    judged = (
        "select count(*) from marts.fct_sla_outcomes join marts.fct_orders using (order_id) where program = 'house'"
    )
    assert built.query(f"{judged} and ordered_at >= '2026-03-20'") == [(0,)]
    assert built.query(f"{judged} and ordered_at < '2026-03-20'") != [(0,)]
    assert built.differences_from_a_full_refresh() == {}

    calendars = built.project.root / "seeds" / "calendar" / "holidays.csv"
    calendars.write_text(calendars.read_text() + "CZ,2026-03-25,Snow\n")
    built.build()
    assert built.judged()[0] == "a model, seed or variable changed that verdicts depend on"
    built.build("--vars", "{as_of: '2026-03-27 00:00:00'}")
    assert built.judged()[0] == "as_of went back"
    built.receive(3)
    built.build()
    assert built.judged()[0] is None
    assert built.differences_from_a_full_refresh() == {}
