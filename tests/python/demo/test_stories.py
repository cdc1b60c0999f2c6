"""The raw files tell the stories that `seller_sla.demo` promises; nothing here asks the models."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest

# What happened to each real order that reached OPEN, one row each, and which month it opened in.
OPENED_ORDERS = """
create table opened as
with events as (
    select
        order_id,
        case status when 'paid' then 'open' when 'confirmed' then 'shipping' when 'dispatched' then 'shipped'
            when 'canceled' then 'cancelled' else status end as status,
        instant(event_at) as event_at,
        actor
    from order_status_history
),

steps as (
    select
        order_id,
        min(event_at) filter (where status = 'open') as open_at,
        min(event_at) filter (where status in ('shipping', 'shipped', 'cancelled')) as left_open_at,
        max(event_at) filter (where status = 'shipped') as shipped_at,
        max(event_at) filter (where status = 'delivered') as delivered_at,
        min(event_at) filter (where status = 'cancelled') as cancelled_at,
        arg_min(actor, event_at) filter (where status = 'cancelled') as cancelled_by,
        count(*) filter (where status = 'delivered') as deliveries
    from events
    group by order_id
),

promises as (
    select
        order_id,
        min(instant(promised_until)) filter (where promise_type = 'ship') as ship_until,
        max(instant(promised_until)) filter (where promise_type = 'delivery') as deliver_until
    from order_promises
    group by order_id
),

parcels as (
    select
        order_id,
        max(instant(carrier_delivered_at)) as arrived_at,
        max(instant(first_scan_at)) as scanned_at,
        bool_and(tracking_number is not null) as has_numbers,
        bool_and(tracking_url is not null) as has_links,
        min(carrier) as carrier
    from shipments
    group by order_id
),

versions as (
    select order_id, seller_id, row_number() over (partition by order_id order by loaded_at desc) as version
    from orders
    where is_test is null and instant(ordered_at) is not null
)

select
    o.seller_id,
    strftime(s.open_at, '%Y-%m') as month,
    s.*,
    p.* exclude (order_id),
    a.* exclude (order_id),
    s.shipped_at > p.ship_until as is_shipped_late,
    s.delivered_at > p.deliver_until as is_delivered_late,
    s.cancelled_by = 'seller' and s.shipped_at is null as is_cancelled_by_seller,
    s.cancelled_at > s.shipped_at or s.deliveries > 1 as has_wrong_status,
    s.delivered_at > a.arrived_at + interval '40 hours' as is_reported_late,
    s.left_open_at > s.open_at + interval '5 days' as is_confirmed_very_late,
    r.order_id is not null as is_returned
from versions as o
inner join steps as s on o.order_id = s.order_id
left join promises as p on o.order_id = p.order_id
left join parcels as a on o.order_id = a.order_id
left join (select distinct order_id from returns) as r on o.order_id = r.order_id
where o.version = 1 and s.open_at is not null
"""


@dataclass(frozen=True)
class Month:
    """Counts of a seller's orders that opened in a month, or since a month."""

    opened: int = 0
    sent: int = 0
    delivered: int = 0
    cancelled: int = 0
    shipped_late: int = 0
    delivered_late: int = 0
    late_after_scan_in_time: int = 0
    confirmed_very_late: int = 0
    reported_late: int = 0
    without_link: int = 0
    without_number: int = 0
    wrong_status: int = 0
    returned: int = 0
    ship_hours: int = 0


COUNTS = """
select
    count(*),
    count(shipped_at),
    count(delivered_at),
    count(*) filter (where is_cancelled_by_seller),
    count(*) filter (where is_shipped_late),
    count(*) filter (where is_delivered_late),
    count(*) filter (where is_delivered_late and scanned_at <= ship_until),
    count(*) filter (where is_confirmed_very_late),
    count(*) filter (where is_reported_late),
    count(*) filter (where not has_links),
    count(*) filter (where not has_numbers),
    count(*) filter (where has_wrong_status),
    count(*) filter (where is_returned),
    coalesce(avg(date_diff('hour', open_at, shipped_at))::bigint, 0)
from opened
where seller_id = ? and month between ? and ?
"""


class Stories:
    """Counts by seller and month."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def of(self, seller_id: str, first_month: str, last_month: str | None = None) -> Month:
        """Counts of the orders that opened from the first to the last month."""
        found = self.connection.execute(COUNTS, [seller_id, first_month, last_month or first_month]).fetchone()
        assert found is not None
        return Month(*found)


@pytest.fixture(scope="module")
def stories(raw: duckdb.DuckDBPyConnection) -> Iterator[Stories]:
    raw.execute(OPENED_ORDERS)
    yield Stories(raw)
    raw.execute("drop table opened")


def test_every_story_seller_has_enough_orders_in_june_to_be_judged(stories: Stories) -> None:
    sizes = {number: stories.of(f"S{number:02}", "2026-06").opened for number in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)}
    assert min(sizes.values()) >= 25, sizes


def test_the_model_seller_makes_no_mistake_in_six_months(stories: Stories) -> None:
    model = stories.of("S01", "2026-01", "2026-06")
    assert model.sent > 100
    faults = (
        model.cancelled, model.shipped_late, model.delivered_late, model.confirmed_very_late, model.reported_late,
        model.without_link, model.wrong_status,
    )  # fmt: skip
    assert faults == (0, 0, 0, 0, 0, 0, 0)


def test_one_seller_slides_into_late_shipping_in_may(stories: Stories) -> None:
    before, june = stories.of("S02", "2026-01", "2026-04"), stories.of("S02", "2026-06")
    assert before.shipped_late * 20 <= before.sent
    assert june.shipped_late * 3 > june.sent
    assert june.delivered_late * 5 > june.delivered


def test_one_seller_runs_out_of_stock_in_june(stories: Stories) -> None:
    before, june = stories.of("S03", "2026-01", "2026-05"), stories.of("S03", "2026-06")
    assert before.cancelled <= 1
    assert june.cancelled * 100 > june.opened * 10


def test_one_seller_adds_numbers_without_links_since_april(stories: Stories) -> None:
    before, since = stories.of("S04", "2026-01", "2026-03"), stories.of("S04", "2026-04", "2026-06")
    assert before.without_link <= 1
    assert since.without_link * 3 > since.sent
    assert since.without_number <= 1


def test_a_carrier_fails_one_seller_in_june_after_it_handed_over_in_time(stories: Stories) -> None:
    before, june = stories.of("S05", "2026-01", "2026-05"), stories.of("S05", "2026-06")
    assert before.delivered_late == 0
    assert june.delivered_late * 4 > june.delivered
    assert june.late_after_scan_in_time == june.delivered_late
    assert june.shipped_late == 0


@pytest.mark.parametrize("seller_id", ["S06", "S17"])
def test_some_sellers_are_too_small_to_judge(stories: Stories, seller_id: str) -> None:
    assert 1 <= stories.of(seller_id, "2026-06").opened <= 4
    assert stories.of(seller_id, "2026-01", "2026-06").opened <= 15


def test_one_seller_is_new_since_mid_june(stories: Stories, raw: duckdb.DuckDBPyConnection) -> None:
    first = raw.execute("select min(ordered_at) from orders where seller_id = 'S07'").fetchone()
    assert first is not None
    assert first[0] >= "2026-06-15"
    assert stories.of("S07", "2026-06").opened >= 10


def test_one_seller_was_closed_in_the_first_days_of_may(stories: Stories, raw: duckdb.DuckDBPyConnection) -> None:
    acted = raw.execute(
        "select count(*) from order_status_history join orders using (order_id) where seller_id = 'S08' and actor = 'seller'"
        " and status in ('shipping', 'shipped', 'cancelled')"
        " and instant(event_at) between '2026-05-01 00:00:00' and '2026-05-10 23:59:59'"
    ).fetchone()
    assert acted == (0,)
    assert stories.of("S08", "2026-05").confirmed_very_late >= 2
    assert stories.of("S08", "2026-06").confirmed_very_late == 0


def test_one_seller_reports_deliveries_late_yet_delivers_in_time(stories: Stories) -> None:
    june = stories.of("S09", "2026-06")
    assert june.reported_late * 5 > june.delivered
    assert june.delivered_late == 0


def test_much_of_one_sellers_goods_comes_back(stories: Stories) -> None:
    quarter, others = stories.of("S10", "2026-04", "2026-06"), stories.of("S11", "2026-04", "2026-06")
    assert quarter.returned * 100 > quarter.sent * 12
    assert others.returned * 100 < others.sent * 6


def test_one_seller_is_slow_and_never_late(stories: Stories) -> None:
    june = stories.of("S11", "2026-06")
    assert june.ship_hours > 2.5 * 24
    assert june.shipped_late == 0


def test_one_seller_sets_wrong_final_statuses(stories: Stories) -> None:
    assert stories.of("S12", "2026-06").wrong_status >= 2
    assert stories.of("S12", "2026-01", "2026-06").wrong_status >= 10


def test_sellers_ship_from_two_time_zones(raw: duckdb.DuckDBPyConnection) -> None:
    zones = raw.execute("select timezone, count(distinct seller_id) from sellers group by 1 order by 1").fetchall()
    assert zones == [("Europe/London", 7), ("Europe/Prague", 18)]


def test_some_sellers_are_not_in_every_program(raw: duckdb.DuckDBPyConnection) -> None:
    rows = raw.execute(
        "select seller_id, string_agg(program, ' ' order by program) filter (where valid_to is null) from seller_programs"
        " group by 1 having count(*) filter (where valid_to is null) < 3 order by 1"
    ).fetchall()
    assert rows == [("S14", "mall"), ("S18", "house mall"), ("S23", "house mall")]


def test_the_last_whole_month_is_june(raw: duckdb.DuckDBPyConnection) -> None:
    newest = raw.execute("select max(loaded_at) from order_status_history").fetchone()
    assert newest == ("2026-07-01 05:30:00",)
    span = raw.execute("select min(instant(ordered_at)), max(instant(ordered_at)) from orders").fetchone()
    assert span is not None
    assert [str(day)[:10] for day in span] == ["2026-01-01", "2026-06-30"]


def test_baskets_are_split_per_seller_and_orders_over_parcels(raw: duckdb.DuckDBPyConnection) -> None:
    shared = raw.execute(
        "select count(*) from (select purchase_id from orders where order_id not like 'P9%' group by 1"
        " having count(distinct seller_id) = 2 and count(distinct order_id) = 2)"
    ).fetchone()
    split = raw.execute(
        "select count(*) from (select order_id from shipments group by 1 having count(distinct shipment_id) = 2)"
    ).fetchone()
    assert shared is not None
    assert split is not None
    assert shared[0] > 80
    assert split[0] > 60
