"""A warehouse that grows batch by batch, to be compared with one that is built at once."""

import re
import shutil
from pathlib import Path

import duckdb

from incremental.histories import History, deliver
from projects import Project

BATCHES = 4
ONLY_MODELS = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test", "--exclude", "publish_marts")


class Warehouse:
    """A copy of the project that builds what lies in its raw folder."""

    def __init__(self, project: Project, folder: Path, seeds: list[int]) -> None:
        self.raw, self.grown = folder / "raw", folder / "grown.duckdb"
        self.project = Project(project.copy_to(folder / "project").root, {"SELLER_SLA_RAW_DIR": str(self.raw)})
        self.open_helpdesk()
        self.marts = self.project.warehouse / "marts.duckdb"
        self.batches = deliver(self.raw, [History(seed, BATCHES) for seed in seeds])

    def open_helpdesk(self) -> None:
        """Have the helpdesk program judge tickets of every marketplace; as delivered it is for none."""
        seed = self.project.root / "seeds" / "policy" / "sla_programs.csv"
        seed.write_text(seed.read_text().replace("helpdesk,Helpdesk,none,", "helpdesk,Helpdesk,any,"))

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

    def differences_from_a_full_refresh(self, *arguments: str) -> dict[str, list[tuple[object, ...]]]:
        """For each public mart that differs, a few rows of either side."""
        shutil.copy(self.marts, self.grown)
        self.build("--full-refresh", *arguments)
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
