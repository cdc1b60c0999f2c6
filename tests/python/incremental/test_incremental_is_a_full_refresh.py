"""Whatever arrives, in whatever order: a build on top of others leaves the marts that one full refresh makes."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from incremental.growing import BATCHES, Warehouse

# A few hundred histories lie side by side in one warehouse: they share no order and no seller, only the builds.
HISTORIES = 200
# Where a build may break off: everything before it is new, everything behind it old.
BREAKS = ("int_changed_orders", "fct_orders", "fct_sla_outcomes", "int_changed_days", "fct_seller_sla_daily")
POLICIES = ("house_late_shipment", "mall_tracking_rate", "mall_order_confirmation", "helpdesk_first_response")


def batches_in_any_order(warehouse: Callable[[list[int]], Warehouse], random: Random) -> None:
    """Deliver batch by batch, with a build after each, and now and then one before it that breaks off; then end a policy.

    Exemptions are granted and revoked in between.
    """
    built = warehouse(random.sample(range(10**6), HISTORIES))
    for batch in random.sample(range(BATCHES), BATCHES):
        built.receive(batch)
        built.exempt(random, times=20)
        if broken_at := random.choice([None, *BREAKS]):
            built.build("--select", f"+{broken_at}")
        built.build()
    built.end_policy(random.choice(POLICIES), "2026-03-20")
    built.build()
    assert built.judged()[0] is None
    kinds = "select distinct reason_code from marts.fct_sla_outcomes where exemption_id is not null"
    assert {("leave_out",), ("count_as_good",), ("on_time",)} <= set(built.query(kinds))
    assert built.differences_from_a_full_refresh() == {}


# A failure names the rows, hence the histories; to shrink two hundred of them would take hours.
at_large = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@settings(at_large, max_examples=1)
@given(seed=st.integers(0, 10**6))
def test_batches_in_any_order_leave_what_one_full_refresh_makes(
    warehouse: Callable[[list[int]], Warehouse], seed: int
) -> None:
    batches_in_any_order(warehouse, Random(seed))


@pytest.mark.long
@pytest.mark.timeout(5400)
@settings(at_large, max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_thousands_of_histories_leave_what_one_full_refresh_makes(
    warehouse: Callable[[list[int]], Warehouse], seed: int
) -> None:
    batches_in_any_order(warehouse, Random(seed))
