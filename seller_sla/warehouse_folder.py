"""dbt-duckdb plugin: make the folder of the warehouse before DuckDB opens a file in it."""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError

from seller_sla.landing.folders import warehouse_folder
from seller_sla.landing.refusals import Refused


class Plugin(BasePlugin):
    """A fresh clone has no warehouse folder, and SELLER_SLA_WAREHOUSE_DIR may name one that is not there yet."""

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """Called once, just before the connection is made."""
        try:
            warehouse_folder()
        except Refused as refused:
            raise DbtRuntimeError(str(refused)) from None
        Path(creds.path).parent.mkdir(parents=True, exist_ok=True)
