"""dbt-duckdb plugin: make the folder of the warehouse before DuckDB opens a file in it."""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin


class Plugin(BasePlugin):
    """A fresh clone has no warehouse folder, and SELLER_SLA_WAREHOUSE_DIR may name one that is not there yet."""

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """Called once, just before the connection is made."""
        Path(creds.path).parent.mkdir(parents=True, exist_ok=True)
