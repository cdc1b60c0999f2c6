"""The public marts and their columns, as their contracts say: the yml beside each model."""

from functools import cache
from pathlib import Path

import yaml

from seller_sla.engines.engine import Columns

FOLDER = Path("models/marts")
SCHEMA = "marts"


@cache
def public_marts() -> dict[str, Columns]:
    """Columns by mart, in DuckDB's types."""
    found = {}
    for file in sorted(FOLDER.rglob("*.yml")):
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models") or []:
            found[model["name"]] = {column["name"]: normal(column["data_type"]) for column in model["columns"]}
    return found


def normal(data_type: str) -> str:
    """A type as DuckDB itself writes it."""
    return data_type.upper().replace(" ", "")
