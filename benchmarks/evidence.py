"""How long the orders behind one figure take to find: the app's own query, for a seller, a metric and a month."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb

from queries import published, scorecards
from queries.published import Row, Run

PICKS = """
    select seller_id, program, metric_code
    from fct_seller_scorecards
    where window_code = 'month' and population_count > 0
    order by md5(seller_id || program || metric_code)
    limit $picks
"""


@dataclass(frozen=True)
class Evidence:
    """Milliseconds of the median look-up; also when the file is attached anew for each, as the app does."""

    milliseconds: float
    slowest_of_twenty: float
    milliseconds_with_attaching: float


def look_up(marts: Path, picks: int = 200) -> Evidence:
    """Look the orders up of so many scorecards, picked at random, in a process that has the file attached."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{marts}' as marts (read_only)")
        connection.execute("use marts")
        chosen = connection.execute(PICKS, {"picks": picks}).fetchall()
        [(run_id,)] = connection.execute("select run_id from publish_manifest").fetchall()

        def fetch(_: Run, sql: str, **parameters: object) -> tuple[Row, ...]:
            return tuple(published._rows(connection, sql, parameters))

        attached = [timed(run_of(run_id, marts), pick, fetch) for pick in chosen]
    anew = [timed(run_of(run_id, marts), pick, published.fetch) for pick in chosen]
    return Evidence(
        round(statistics.median(attached), 2),
        round(statistics.quantiles(attached, n=20)[-1], 2),
        round(statistics.median(anew), 2),
    )


def timed(run: Run, pick: tuple[str, str, str], fetch: Callable[..., tuple[Row, ...]]) -> float:
    """Milliseconds of one look-up: every order that counts against the seller."""
    with patch.object(scorecards, "fetch", fetch):
        started = time.perf_counter()
        scorecards.orders(run, *pick, "month", "against")
        return (time.perf_counter() - started) * 1000


def run_of(run_id: str, marts: Path) -> Run:
    """The run in a file, as the app's queries name it; of all its facts they use the id and the place only."""
    moment = published.now()
    return Run(run_id, str(marts), moment, moment, "", False, "UTC", False)
