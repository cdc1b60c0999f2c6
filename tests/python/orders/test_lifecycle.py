"""Random histories: the lifecycle is that of walking the events, however they were delivered."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.lifecycle import STATUSES, Event, Models, walked
from projects import Project

START = datetime(2026, 3, 28, 22, 0, 0)
minutes = st.integers(0, 30).map(lambda n: timedelta(minutes=n))
events = st.builds(
    lambda order, status, at, recorded, actor, sequence: Event(
        order, status, START + at, START + at + recorded, actor, START + at + recorded, sequence
    ),
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(STATUSES),
    minutes,
    minutes,
    st.sampled_from(["seller", "buyer", "platform", "unknown"]),
    st.none() | st.integers(1, 9),
)


@pytest.fixture(scope="module")
def models(demo_project: Project) -> Models:
    """The compiled models of a finished build."""
    return Models(demo_project)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, min_size=1, max_size=24), st.randoms(use_true_random=False))
def test_a_lifecycle_is_its_events_walked_in_any_delivery(models: Models, history: list[Event], random) -> None:
    resent = [
        replace(e, source_sequence=random.choice([None, 1, 5, 9])) for e in random.choices(history, k=len(history))
    ]
    deliveries = [*history, *resent]
    expected = {o: walked([e for e in deliveries if e.order_id == o]) for o in {e.order_id for e in deliveries}}

    assert models.lifecycles(deliveries) == expected
    random.shuffle(deliveries)
    assert models.lifecycles(deliveries) == expected
