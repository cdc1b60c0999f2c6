"""Text to typed value, in DuckDB: right, or null. Never rounded, never guessed, whatever the zone of the session."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_sla.landing.types import DAY_FIRST, text, typed

INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31))
OFFSETS = st.integers(-14 * 60, 14 * 60).filter(lambda minutes: abs(minutes) // 60 < 14 or minutes % 60 == 0)


@pytest.fixture(scope="module", params=["UTC", "America/New_York", "Asia/Kolkata"])
def session(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"set TimeZone = '{request.param}'")
        yield connection


def values(session: duckdb.DuckDBPyConnection, delivered: list[str], data_type: str) -> list[Any]:
    query = (
        f"select {typed('t', data_type)} from (select {text('c')} as t from (select unnest(cast(? as varchar[])) as c))"
    )
    return [found for (found,) in session.execute(query, [delivered]).fetchall()]


def value(session: duckdb.DuckDBPyConnection, delivered: str, data_type: str) -> Any:
    return values(session, [delivered], data_type)[0]


def offset_of(minutes: int) -> list[str]:
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    forms = [f"{sign}{hours:02d}:{rest:02d}", f"{sign}{hours:02d}{rest:02d}"]
    return [*forms, f"{sign}{hours:02d}"] if rest == 0 else forms


def spelled(instant: datetime, offset: int, between: str, form: int) -> str:
    """The instant on a clock that is `offset` minutes ahead of UTC, in one of the accepted forms."""
    local = instant.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=offset)))
    fraction = f".{local.microsecond:06d}" if instant.microsecond else ""
    forms = offset_of(offset)
    return f"{local:%Y-%m-%d}{between}{local:%H:%M:%S}{fraction}{forms[form % len(forms)]}"


@given(st.lists(st.tuples(INSTANTS, OFFSETS, st.sampled_from("T "), st.integers(0, 2)), min_size=1, max_size=40))
@settings(deadline=None, max_examples=15)
def test_an_instant_in_any_offset_is_the_same_utc_time(
    session: duckdb.DuckDBPyConnection, drawn: list[tuple[datetime, int, str, int]]
) -> None:
    assert values(session, [spelled(*one) for one in drawn], "timestamp") == [instant for instant, *_ in drawn]


@given(st.lists(st.tuples(INSTANTS, st.sampled_from(["", "Z", "z", " UTC", "+00"])), min_size=1, max_size=40))
@settings(deadline=None, max_examples=10)
def test_without_offset_it_is_utc(session: duckdb.DuckDBPyConnection, drawn: list[tuple[datetime, str]]) -> None:
    delivered = [f"{instant.isoformat(sep=' ')}{suffix}" for instant, suffix in drawn]
    assert values(session, delivered, "timestamp") == [instant for instant, _ in drawn]


@given(st.lists(INSTANTS, min_size=1, max_size=40))
@settings(deadline=None, max_examples=10)
def test_unix_times_in_seconds_and_milliseconds(session: duckdb.DuckDBPyConnection, instants: list[datetime]) -> None:
    instants = [instant.replace(microsecond=instant.microsecond // 1000 * 1000) for instant in instants]
    milliseconds = [int(instant.replace(tzinfo=UTC).timestamp() * 1000 + 0.5) for instant in instants]
    assert values(session, [str(time) for time in milliseconds], "timestamp") == instants
    seconds = [str(time // 1000) for time in milliseconds]
    assert values(session, seconds, "timestamp") == [instant.replace(microsecond=0) for instant in instants]
    fractions = [f"{time // 1000}.{time % 1000:03d}" for time in milliseconds]
    assert values(session, fractions, "timestamp") == instants


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        ("2026-03-29 10:00:00+03", datetime(2026, 3, 29, 7)),
        ("2026-03-29T10:00:00-0530", datetime(2026, 3, 29, 15, 30)),
        ("2026-01-01 00:30+01:00", datetime(2025, 12, 31, 23, 30)),
        ("2026-03-29T10:00:00.123456789Z", datetime(2026, 3, 29, 10, 0, 0, 123456)),
        ("2026-03-29T10:00:00,5Z", datetime(2026, 3, 29, 10, 0, 0, 500000)),
        ("\t2026-03-29 10:00\r", datetime(2026, 3, 29, 10)),
        ("2026-03-29", datetime(2026, 3, 29)),
    ],
)
def test_times(session: duckdb.DuckDBPyConnection, delivered: str, expected: datetime) -> None:
    assert value(session, delivered, "timestamp") == expected


@pytest.mark.parametrize(
    "delivered",
    [
        "2026-02-30 10:00:00", "2026-13-01 10:00:00", "2026-01-01 24:00:00", "2026-01-01T24:00:00Z", "2026-01-01 10:60:00",
        "2026-01-01 10:00:60", "03/04/2026", "03/04/2026 10:00:00", "3.4.2026 10:00", "2026/03/04", "20260304",
        "20260304T100000", "2026-3-4", "26-03-04", "2026-01-01 10:00:00+15:00", "2026-01-01 10:00:00 Europe/Prague",
        "2026-01-01 10:00:00 CET", "yesterday", "now", "infinity", "epoch", "2026-01-01 10:00:00 BC", "1e9", "12345",
        "10:00:00", "2026-01-01 10:00:00+", "2026-01-01 10:00:00 PM",
    ],
)  # fmt: skip
def test_no_times(session: duckdb.DuckDBPyConnection, delivered: str) -> None:
    assert value(session, delivered, "timestamp") is None


@pytest.mark.parametrize(
    ("delivered", "data_type", "expected"),
    [
        ("12", "bigint", 12), ("-3", "bigint", -3), (" 007 ", "bigint", 7), ("12.7", "bigint", None),
        ("12.0", "bigint", None), ("1e3", "bigint", None), ("1_000", "bigint", None), ("1,000", "bigint", None),
        ("0x10", "bigint", None), ("9223372036854775808", "bigint", None), ("NaN", "bigint", None),
        ("TRUE", "boolean", True), ("Yes", "boolean", True), ("1", "boolean", True), ("no", "boolean", False),
        ("f", "boolean", False), ("0", "boolean", False), ("2", "boolean", None), ("on", "boolean", None),
        ("12.34", "decimal(18,2)", "12.34"), ("12.3400", "decimal(18,2)", "12.34"), ("12.345", "decimal(18,2)", None),
        ("12,34", "decimal(18,2)", None), ("1.5", "double", 1.5), ("nan", "double", None),
        ("2026-02-28", "date", "2026-02-28"), ("2026-02-30", "date", None), ("28/02/2026", "date", None),
        (" é ", "varchar", "é"), ("\u00a0", "varchar", None), ("NULL", "varchar", "NULL"),
        ("=cmd|' /C calc'!A0", "varchar", "=cmd|' /C calc'!A0"),
        ("'; drop table x; --", "varchar", "'; drop table x; --"),
    ],
)  # fmt: skip
def test_other_types(session: duckdb.DuckDBPyConnection, delivered: str, data_type: str, expected: Any) -> None:
    found = value(session, delivered, data_type)
    assert (str(found) if isinstance(expected, str) else found) == expected


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        ("29/2/2016 01:16", datetime(2016, 2, 29, 1, 16)),
        ("3/4/2016 9:05", datetime(2016, 4, 3, 9, 5)),
        ("4/13/2016 09:05", None),
        ("30/2/2016 09:05", None),
        ("2016-02-29 01:16", None),
        ("29/2/2016", None),
    ],
)
def test_times_that_the_contract_says_are_written_day_first(
    session: duckdb.DuckDBPyConnection, delivered: str, expected: datetime | None
) -> None:
    assert value(session, delivered, DAY_FIRST) == expected


def test_an_unknown_type_of_the_contract_is_an_error() -> None:
    with pytest.raises(ValueError, match="which landing cannot read"):
        typed("t", "interval")
