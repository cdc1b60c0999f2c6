"""The app reads one published file: the demo's, or a copy of it with something changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from published_copies import DASHBOARDS, HOSTILE, copy_published


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


@pytest.fixture
def open_app(published_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the app by its file name and address; it must not raise."""

    def start(page: str = "overview", warehouse: Path = published_demo, **query: str) -> AppTest:
        monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(warehouse))
        app = AppTest.from_file(str(DASHBOARDS / "streamlit_app.py"), default_timeout=60)
        app.query_params.update(query)
        if page != "overview":
            app.switch_page(f"app_pages/{page}.py")
        app.run()
        assert not app.exception, app.exception
        return app

    return start


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
        f"update fct_enforcement_recommendations set facts = '{name}', clause = '{name}', rule_id = '{name}'",
        f"update fct_enforcement_decisions set reason = '{name}', decided_by = '{name}'",
        f"update fct_breach_drivers set dimension_value = '{name}', dimension = '{name}' where driver_no is not null",
        f"update fct_return_investigations set sku = '{name}', reason_code = '{name}'",
        f"update fct_seller_red_flags set title = '{name}', question = '{name}'",
        f"update fct_seller_badges set title = '{name}'",
        f"update fct_repeat_purchase set bought_from = '{name}'",
        f"update fct_at_risk_orders set urgency = '{name}' where step_no = 2",
        "update fct_orders set carrier = '$a$ <i>x</i>', purchase_id = '=1+1'",
    )
