"""What would take continuous integration too long: all data tests and unit tests of the project, on Spark."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engines.servers import spark_session
from projects import Project


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_every_test_of_the_project_holds_on_spark(
    built_on: Callable[[dict[str, str]], Project], tmp_path: Path
) -> None:
    demo = built_on(spark_session(tmp_path / "conf"))
    for ended in (
        demo.seller_sla("build", "--target", "spark"),
        demo.dbt("test", "--target", "spark", "--select", "test_type:unit"),
        demo.seller_sla("compare", "duckdb", "spark"),
    ):
        assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]
