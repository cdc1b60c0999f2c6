"""What a build has made, in five lines, read from the published file."""

from pathlib import Path

import duckdb

from seller_sla.publish import quoted

COUNTS = {
    "Sellers": "select count(*) from published.dim_sellers",
    "Orders": "select count(*) from published.fct_orders",
    "Outcomes": "select count(*) from published.fct_sla_outcomes",
    "Sellers in breach": """
        select count(distinct seller_id) from published.fct_seller_health where overall_status = 'breach'
    """,
}
NEXT = "make dashboard   |   SELLER_SLA_RAW_DIR=<your files> SELLER_SLA_WAREHOUSE_DIR=<new folder> make build"


def lines(published: Path) -> list[str]:
    """Four counts and the next two commands."""
    if not published.exists():
        raise FileNotFoundError(f"Nothing is published at {published} yet: run `make build` first.")
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted(published)} as published (read_only)")
        counts = {label: connection.execute(query).fetchall()[0][0] for label, query in COUNTS.items()}
    return [f"{label:<18}{count:>9,}" for label, count in counts.items()] + [f"Next: {NEXT}"]
