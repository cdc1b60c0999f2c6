"""A marketplace that ends up in every corner of the rules, built once for all opponents."""

import duckdb
import pytest

from projects import Project
from seller_sla.demo import generate

# One status in twelve is lost, one in twelve is another one, and one in twelve happened up to four days earlier.
GARBLED = """
    select * exclude (lot) replace (
        case
            when lot % 12 <> 1 then status
            else ['blocked', 'open', 'shipping', 'shipped', 'delivered', 'returned', 'cancelled'][1 + lot // 12 % 7]
        end as status,
        case when lot % 12 = 2 then event_at - interval 1 minute * (lot // 12 % 5760) else event_at end as event_at
    )
    from (
        select *, cast(hash(order_id, status, event_at, loaded_at) % 1000000 as integer) as lot
        from read_parquet('{file}')
    )
    where lot % 12 <> 0
"""


@pytest.fixture(scope="session")
def garbled(parsed_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A marketplace with lost and garbled statuses, and what a build makes of it."""
    folder = tmp_path_factory.mktemp("garbled")
    raw = folder / "raw"
    generate(raw, orders=3_000, file_format="parquet")
    for file in (raw / "order_status_history").iterdir():
        whole = file.rename(folder / file.name)
        duckdb.execute(f"copy ({GARBLED.format(file=whole)}) to '{file}' (format parquet)")
    project = Project(parsed_project.copy_to(folder / "project").root, {"SELLER_SLA_RAW_DIR": str(raw)})
    ended = project.build()
    assert ended.returncode == 0, ended.stdout
    return project
