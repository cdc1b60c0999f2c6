"""The facts in SQL, for an engine that keeps tables: the steps are `sql/*.sql`, each makes the table of its name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import jinja2

from benchmarks.opponents import columns, rules, scores, small_tables
from benchmarks.opponents.rules import Cases

STEPS = Path(__file__).parent / "sql"
RAW = ("orders", "order_status_history", "order_promises", "order_lines", "shipments", "returns", "sellers")
OPERATORS = {
    **{"__eq__": "=", "__ne__": "<>", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="},
    **{"__and__": "and", "__or__": "or", "__add__": "+", "__sub__": "-", "__mul__": "*", "__truediv__": "/"},
}


@dataclass(frozen=True)
class Dialect:
    """What the engines write differently."""

    text: str
    moment: str
    number: str
    plus_days: str
    seconds_between: str


class Engine(Protocol):
    """What a script needs of an engine."""

    dialect: Dialect

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""

    def load(self, table: str, names: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Make a small table with columns of these names and types."""

    def create(self, table: str, sql: str) -> None:
        """Make a table of a query."""


class Sql:
    """An expression in SQL that is put together like a column of a data frame."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __invert__(self) -> "Sql":
        return Sql(f"(not {self})")

    def __pow__(self, exponent: float) -> "Sql":
        return Sql(f"power({self}, {exponent})")

    def __rmul__(self, other: Any) -> "Sql":
        return Sql(f"({literal(other)} * {self})")

    def __rsub__(self, other: Any) -> "Sql":
        return Sql(f"({literal(other)} - {self})")

    def __rtruediv__(self, other: Any) -> "Sql":
        return Sql(f"({literal(other)} / {self})")

    def __radd__(self, other: Any) -> "Sql":
        return Sql(f"({literal(other)} + {self})")


def operation(sign: str) -> Any:
    """The method of an operator."""
    return lambda self, other: Sql(f"({self} {sign} {literal(other)})")


for _name, _sign in OPERATORS.items():
    setattr(Sql, _name, operation(_sign))


class Columns:
    """SQL's words for rules and scores."""

    def __init__(self, dialect: Dialect, as_of: datetime) -> None:
        self.dialect = dialect
        self.as_of = Sql(f"cast('{as_of}' as {dialect.moment})")

    def __getitem__(self, name: str) -> Sql:
        return Sql(name)

    def given(self, column: Sql) -> Sql:
        return Sql(f"({column} is not null)")

    def second(self, column: Sql) -> Sql:
        return Sql(f"date_trunc('second', {column})")

    def first(self, cases: Cases, otherwise: Any) -> Sql:
        return self.pick(cases, otherwise)

    def pick(self, cases: Cases, otherwise: Any) -> Sql:
        whens = " ".join(f"when {case} then {literal(value)}" for case, value in cases)
        return Sql(f"(case {whens} else {literal(otherwise)} end)")

    def floor(self, column: Sql) -> Sql:
        return Sql(f"floor({column})")

    def plus_days(self, day: Any, days: Any) -> Sql:
        return Sql(self.dialect.plus_days.format(day=day, days=days))


def literal(value: Any) -> str:
    """A value as SQL."""
    if isinstance(value, Sql):
        return value.text
    if value is None:
        return "null"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def run(engine: Engine) -> None:
    """Make all tables from the raw ones."""
    newest = " union all ".join(f"select max(loaded_at) as loaded_at from raw_{table}" for table in RAW)
    [(as_of,)] = engine.query(f"select max(loaded_at) from ({newest}) as newest")
    load_small_tables(engine, as_of)
    words = context(engine.dialect, as_of)
    for step in sorted(STEPS.glob("*.sql")):
        template = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(step.read_text(encoding="utf-8"))
        engine.create(step.stem.split("_", 1)[1], template.render(words))


def load_small_tables(engine: Engine, as_of: datetime) -> None:
    """Calendars, memberships, moves and limits."""
    text, moment = engine.dialect.text, engine.dialect.moment
    sellers = [seller for (seller,) in engine.query("select distinct seller_id from raw_sellers")]
    listed = engine.query("select seller_id, program, valid_from, valid_to from raw_seller_programs")
    span = {"seller_id": text, "valid_from": moment, "valid_to": moment}
    flags = {f"in_{program}": "boolean" for program in small_tables.PROGRAMS}
    engine.load("membership", {**span, **flags}, small_tables.memberships(sellers, listed))
    programs = small_tables.programs_of(sellers, (row[:2] for row in listed))
    engine.load("seller_program", {"seller_id": text, "program": text}, programs)
    engine.load("move", {"number": "int", "move": "int"}, rules.MOVES.items())

    countries = [c for (c,) in engine.query("select distinct ship_from_country from raw_orders") if c]
    zones = small_tables.zones(countries)
    [(first,)] = engine.query("select min(ordered_at) from raw_orders")
    hours = small_tables.hours(zones, first - timedelta(days=40), as_of + timedelta(days=62))
    engine.load("calendar", {"calendar_id": text, "timezone": text}, zones.items())
    hour_columns = {"calendar_id": text, "hour_at": moment, "local_date": "date", "due_at": moment}
    engine.load("calendar_hour", hour_columns, with_moments(hours))
    limits = scores.limits(as_of)
    engine.load("sla_limit", types_of(limits, text), (tuple(limit.values()) for limit in limits))


def with_moments(hours: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The hours of calendars with the moment in place of its number."""
    for calendar_id, hour_no, local_date, due_at in hours:
        yield calendar_id, datetime(1970, 1, 1) + timedelta(hours=hour_no), local_date, due_at


def types_of(rows: list[dict[str, Any]], text: str) -> dict[str, str]:
    """The type of each column, by its first value."""
    kinds = {str: text, bool: "boolean", int: "bigint", float: "double precision", date: "date"}
    return {name: kinds[type(next(row[name] for row in rows if row[name] is not None))] for name in rows[0]}


def context(dialect: Dialect, as_of: datetime) -> dict[str, Any]:
    """What the templates of the steps know."""
    words = Columns(dialect, as_of)
    return {
        **{name: value for module in (rules, columns, scores, small_tables) for name, value in vars(module).items()},
        "payment": rules.payment(words),
        "reasons": rules.reasons(words),
        "attributions": rules.attributions(words),
        "steps": [step(words) for step in scores.STEPS],
        "as_of": words.as_of,
        "text": dialect.text,
        "moment": dialect.moment,
        "number_type": dialect.number,
        "seconds_between": lambda a, b: dialect.seconds_between.format(a=a, b=b),
        "plus_days": words.plus_days,
        "each_twice": lambda names: [name for name in names for _ in range(2)],
        "listed": lambda names: ", ".join(map(literal, names)),
    }
