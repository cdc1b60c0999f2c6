"""What a build has made, in five lines, read from the published file."""

from pathlib import Path

from seller_sla.reading import reading

COUNTS = {
    "Sellers": "select count(*) from dim_sellers",
    "Orders": "select count(*) from fct_orders",
    "Outcomes": "select count(*) from fct_sla_outcomes",
    "Sellers in breach": """
        select count(distinct seller_id) from fct_seller_health where overall_status = 'breach'
    """,
}
NEXT = "make dashboard   |   SELLER_SLA_RAW_DIR=<your files> SELLER_SLA_WAREHOUSE_DIR=<new folder> make build"


def lines(published: Path) -> list[str]:
    """Four counts and the next two commands."""
    with reading(published) as fetch:
        counts = {label: fetch(f"select ({query}) as number")[0].number for label, query in COUNTS.items()}
    return [f"{label:<18}{count:>9,}" for label, count in counts.items()] + [f"Next: {NEXT}"]
