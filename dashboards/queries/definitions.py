"""What every program asks of its sellers, as the published run has it."""

from queries.published import Run, fetch
from seller_sla.definitions.rows import Definitions, definitions


def read(run: Run) -> Definitions:
    """All programs at once: they are a few hundred rows."""
    return definitions(lambda query: fetch(run, query))
