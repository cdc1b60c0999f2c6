"""The app reads one published file: the demo's, or a copy of it with something changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from published_copies import HOSTILE, copy_published


@pytest.fixture(scope="session")
def published_demo(demo_warehouse: Path) -> Path:
    """The warehouse folder whose published file holds the finished demo build."""
    assert (demo_warehouse / "published" / "marts.duckdb").exists()
    return demo_warehouse


@pytest.fixture
def changed(published_demo: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the published demo, changed by SQL statements."""

    def change(*statements: str) -> Path:
        return copy_published(published_demo, tmp_path / "warehouse", *statements)

    return change


@pytest.fixture(scope="session")
def hostile(published_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a name in every seller that tries all that Markdown and the browser would do."""
    name = HOSTILE.replace("'", "''")
    return copy_published(
        published_demo,
        tmp_path_factory.mktemp("hostile"),
        f"update dim_sellers set seller_name = '{name}', legal_entity = '=1+1'",
        f"update fct_quarantined_rows set reasons = '{name}', raw_record = '{name}', file_name = '{name}'",
        f"update fct_data_quality_results set file_name = '{name}', detail = '{name}', expectation = '{name}'",
        f"insert into fct_unread_files values ('{name}', 1, '{name}', '{name}')",
        f"update fct_status_anomalies set detail = '{name}'",
        f"update fct_order_events set reason_code = '{name}', actor = '{name}'",
        f"update dim_sla_programs set description = '{name}'",
        f"update dim_sla_policies set rule_sentence = '{name}'",
        f"update dim_sla_program_gaps set reason = '{name}'",
        "update fct_orders set carrier = '$a$ <i>x</i>', purchase_id = '=1+1'",
    )
