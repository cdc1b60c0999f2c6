"""A warehouse that grows batch by batch, to be compared with one that is built at once."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb

from every_metric import judge_by_every_metric
from incremental.histories import START, History, deliver
from operations.people import Clock
from projects import Project
from seller_sla.operations.acts import Desk
from seller_sla.operations.export import export
from seller_sla.operations.store import Store

BATCHES = 4
ONLY_MODELS = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
# What the next build goes on from, and what that is made of. The rest is made of it anew in every build.
KEPT = ("+config.materialized:incremental", "path:models/intermediate/changes", "+path:models/marts/audit")


class Warehouse:
    """A copy of the project that builds what lies in its raw folder."""

    def __init__(self, project: Project, folder: Path, seeds: list[int]) -> None:
        self.raw, self.grown = folder / "raw", folder / "grown.duckdb"
        self.project = Project(project.copy_to(folder / "project").root, {"SELLER_SLA_RAW_DIR": str(self.raw)})
        judge_by_every_metric(self.project)
        self.marts = self.project.warehouse / "marts.duckdb"
        self.histories = [History(seed, BATCHES) for seed in seeds]
        self.batches = deliver(self.raw, self.histories)
        self.store = Store(f"sqlite:///{folder / 'operations.sqlite'}", Clock(START))

    def receive(self, batch: int) -> None:
        """Move the files of a batch into the raw folder."""
        for path in self.batches[batch]:
            target = self.raw / path.parent.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    def exempt(self, random: Random, times: int) -> None:
        """Grant exemptions of all kinds at random, take some back, and export them."""
        for _ in range(times):
            name = random.choice(self.histories).name
            names = {
                "order_id": f"{name}o0", "seller_id": f"{name}s1", "carrier": random.choice("xy"), "marketplace": "m",
                "policy_id": random.choice(["house_late_shipment", "mall_on_time_delivery", "every_metric_refund_time"]),
            }  # fmt: skip
            scope = {scope: names[scope] for scope in random.sample(sorted(names), random.choice([1, 1, 2, 3]))}
            first = (START - timedelta(days=random.randrange(-5, 12))).date()
            until = random.choice([None, first + timedelta(days=random.randint(1, 9))])
            self.exempt_from(scope, first, until, random.choice(["leave_out", "count_as_good", "extend_due"]))
        for exemption_id, version in Desk(self.store, "anna").book.tables["exemptions"].items():
            if not version.record.get("revoked_at") and random.random() < 0.25:
                Desk(self.store, "ben").revoke(exemption_id, "over")
        export(self.store, self.raw)

    def exempt_from(self, scope: dict[str, str], first: date, until: date | None, effect: str) -> str:
        """Grant an exemption and export it; returns its name."""
        seconds = 90_000 if effect == "extend_due" else None
        entry = Desk(self.store, "anna").exempt(scope, first, until, effect, seconds, "strike")
        export(self.store, self.raw)
        return entry.subject

    def build(self, *arguments: str) -> None:
        """What is kept from build to build, or what the arguments select."""
        self._models(
            *arguments, *(() if "--select" in arguments else ("--select", *KEPT)), "--exclude", "publish_marts"
        )

    def _models(self, *arguments: str) -> None:
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

    def differences_from_a_full_refresh(self, *arguments: str) -> dict[str, list[tuple[object, ...]]]:
        """For each public mart that differs, a few rows of either side."""
        self._models(*arguments, "--exclude", "publish_marts", *KEPT)
        shutil.copy(self.marts, self.grown)
        self._models(*arguments, "--exclude", "publish_marts", "--full-refresh")
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
