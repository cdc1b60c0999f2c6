"""The input contract: what a delivered table must be, read from the dbt sources files under models/.

Every clause becomes one Rule that holds both of its forms: the SQL test that marks a faulty row, and the Great
Expectations expectation that counts them. This module imports neither DuckDB nor Great Expectations.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

import yaml

from seller_sla.landing.types import DAY_FIRST, TIMESTAMP_END, TIMESTAMP_START, in_words, literal, looks_like, named

MODELS = Path(__file__).parents[2] / "models"
CRITICAL, WARNING, INFO = "critical", "warning", "info"
ROW_COUNT = "ExpectTableRowCountToEqual"


class ContractError(Exception):
    """The sources files say nothing, or nothing usable, about a table."""


@dataclass(frozen=True)
class Rule:
    """One clause: what is expected, what to call the fault, and both forms (`faulty` is None for a clause on the table)."""

    expected: str
    fault: str
    faulty: str | None
    expectation: str
    arguments: dict[str, Any] = field(default_factory=dict)
    severity: str = WARNING


def rows_rule(expected: str, fault: str, faulty: str) -> Rule:
    """A clause that Great Expectations counts by its own query over the batch."""
    braces_kept = faulty.replace("{", "{{").replace("}", "}}")  # the query is a format string
    query = f"select _row_number from {{batch}} where {braces_kept}"
    return Rule(expected, fault, faulty, "UnexpectedRowsExpectation", {"unexpected_rows_query": query})


@dataclass(frozen=True)
class Column:
    """A column of the contract. In the typed table `name` is its value and `text_name` the text as delivered."""

    name: str
    data_type: str
    meta: dict[str, Any]

    @property
    def required(self) -> bool:
        """Every file must have the column, and every row a value."""
        return bool(self.meta.get("required"))

    @property
    def text_name(self) -> str:
        """Column of the typed table that holds the delivered text (a text column is its own)."""
        return self.name if self.is_text else f"{self.name}__text"

    @property
    def is_text(self) -> bool:
        """Text needs no typing."""
        return self.data_type == "varchar"

    @property
    def written_as(self) -> str:
        """How the delivered text writes its type."""
        return DAY_FIRST if self.meta.get("is_day_first") else self.data_type

    @property
    def value_name(self) -> str:
        """Column of a file's copy that holds the value of another type."""
        return f"{self.name} as {self.data_type}"

    def rules(self, landed_at: datetime) -> Iterator[Rule]:
        """The clauses of this column."""
        name, value, delivered = self.name, named(self.name), named(self.text_name)
        if self.required:
            yield Rule(
                f"{name} has a value",
                f"{name}: missing",
                f"{delivered} is null",
                "ExpectColumnValuesToNotBeNull",
                {"column": self.text_name},
            )
        if self.text_name != self.name:
            yield self.kind_rule(in_words(self.data_type), f"{delivered} is not null and {value} is null")
        if accepted := self.meta.get("accepted_values"):
            words, literals = ", ".join(accepted), ", ".join(literal(word) for word in accepted)
            yield Rule(
                f"{name} is one of {words}",
                f"{name}: not one of {words}",
                f"{value} not in ({literals})",
                "ExpectColumnValuesToBeInSet",
                {"column": name, "value_set": list(accepted)},
            )
        yield from self.text_rules()
        if self.data_type == "timestamp":
            yield from self.time_rules(landed_at)
        elif "min" in self.meta or "max" in self.meta:
            yield self.range_rule(self.meta.get("min"), self.meta.get("max"))

    def text_rules(self) -> Iterator[Rule]:
        """A code or name is one that can exist."""
        value = named(self.name)
        if self.meta.get("is_time_zone"):
            known = "select lower(name) from pg_timezone_names()"
            yield self.kind_rule("a known time zone", f"lower({value}) not in ({known})")
        if self.meta.get("is_country_code"):
            yield self.kind_rule("a country code of two letters", f"not regexp_full_match({value}, '[A-Za-z]{{2}}')")

    def kind_rule(self, words: str, faulty: str) -> Rule:
        """The value is what `words` say."""
        return rows_rule(f"{self.name} is {words}", f"{self.name}: not {words}", faulty)

    def time_rules(self, landed_at: datetime) -> Iterator[Rule]:
        """A time lies in the contract's range; nothing was loaded a day after landing, or happened a day after loading."""
        low = datetime.fromisoformat(str(self.meta.get("min", TIMESTAMP_START)))
        high = datetime.fromisoformat(str(self.meta.get("max", TIMESTAMP_END)))
        yield self.range_rule(low, high)
        if self.name == "loaded_at":
            limit = landed_at + timedelta(days=1)
            yield Rule(
                "loaded_at is not after landing",
                "loaded_at: more than a day after landing",
                f"{named(self.name)} > {literal(limit)}::timestamp",
                "ExpectColumnValuesToBeBetween",
                {"column": self.name, "max_value": limit},
            )
        if self.meta.get("happened"):
            yield rows_rule(
                f"{self.name} is not after loading",
                f"{self.name}: more than a day after loaded_at",
                f"{named(self.name)} > {named('loaded_at')} + interval 1 day",
            )

    def range_rule(self, low: Any, high: Any) -> Rule:
        """The value lies between two bounds, both inclusive; either may be open."""
        bounds = [(sign, bound) for sign, bound in (("<", low), (">", high)) if bound is not None]
        tests = [f"{named(self.name)} {sign} cast({literal(bound)} as {self.data_type})" for sign, bound in bounds]
        first, last = (bound.date() if isinstance(bound, datetime) else bound for bound in (low, high))
        if low is None:
            expected, fault = f"is at most {last}", f"above {last}"
        elif high is None:
            expected, fault = f"is at least {first}", f"below {first}"
        else:
            expected, fault = f"is between {first} and {last}", f"not between {first} and {last}"
        return Rule(
            f"{self.name} {expected}",
            f"{self.name}: {fault}",
            " or ".join(tests),
            "ExpectColumnValuesToBeBetween",
            {"column": self.name, "min_value": low, "max_value": high},
        )


@dataclass(frozen=True)
class Contract:
    """All that a delivered file of one table must be."""

    source: str
    table: str
    file_name: str
    required: bool
    unique_key: tuple[str, ...]
    columns: tuple[Column, ...]

    @classmethod
    def read(cls, source: str, table: str, models: Path = MODELS) -> Self:
        """The contract of one table from the sources file that names it."""
        for entry in source_entries(models):
            for candidate in entry["tables"]:
                if (entry["name"], candidate["name"]) == (source, table):
                    return cls.from_yaml(entry, candidate)
        raise ContractError(f"No sources file under {models} describes {source}.{table}: add the table to one.")

    @classmethod
    def all(cls, models: Path = MODELS) -> list[Self]:
        """The contracts of every raw table, of all source systems: those sources that are files."""
        entries = (entry for entry in source_entries(models) if "external_location" in (entry.get("config") or {}))
        return [cls.from_yaml(entry, table) for entry in entries for table in entry["tables"]]

    @classmethod
    def from_yaml(cls, source: dict[str, Any], table: dict[str, Any]) -> Self:
        """The contract from the parsed sources file."""
        meta = meta_of(table)
        columns = tuple(Column(entry["name"], entry["data_type"], meta_of(entry)) for entry in table["columns"])
        contract = cls(
            source=source["name"],
            table=table["name"],
            file_name=meta.get("file_name", table["name"]),
            required=bool(meta.get("required")),
            unique_key=tuple(meta.get("unique_key", ())),
            columns=columns,
        )
        required = {column.name for column in columns if column.required}
        if lax := [name for name in contract.version_key if name not in required]:
            where = f"{source['name']}.{table['name']}"
            raise ContractError(
                f"{where}: {', '.join(lax)} names a version of a row: mark it required in the contract."
            )
        contract.check_times()
        return contract

    def check_times(self) -> None:
        """What happened is held against loaded_at, which must be there."""
        happened = [column.name for column in self.columns if column.meta.get("happened")]
        if happened and "loaded_at" not in self.names:
            names = ", ".join(happened)
            raise ContractError(
                f"{self.source}.{self.table}: {names} is said to have happened before loaded_at: "
                "add the column loaded_at to the contract."
            )

    @property
    def raw_table(self) -> str:
        """The table's name in logs and marts; its landed model is landed_<raw_table>."""
        return self.table if self.source == "raw" else f"{self.source}__{self.table}"

    @property
    def system(self) -> str:
        """The source system, as the variable `sources` names it."""
        return "marketplace" if self.source == "raw" else self.source

    @property
    def names(self) -> list[str]:
        """Names of all columns."""
        return [column.name for column in self.columns]

    @property
    def version_key(self) -> tuple[str, ...]:
        """What names one version of a row: the key and, where there is one, the loading time."""
        return (*self.unique_key, "loaded_at") if "loaded_at" in self.names else self.unique_key

    def row_rules(self, landed_at: datetime) -> list[Rule]:
        """The clauses about single rows."""
        return [rule for column in self.columns for rule in column.rules(landed_at)]

    def structural_rules(self, record_count: int) -> list[Rule]:
        """The clauses about the delivered file as a table."""
        required = [column.name for column in self.columns if column.required]
        exists, columns = "ExpectColumnToExist", "ExpectTableColumnsToMatchSet"
        all_columns = {"column_set": self.names, "exact_match": False}
        return [
            *(
                Rule(f"column {name} is delivered", f"{name}: column missing", None, exists, {"column": name}, CRITICAL)
                for name in required
            ),
            Rule("optional columns are delivered", "", None, columns, all_columns, INFO),
            Rule("every record can be read", "line: cannot be read", None, ROW_COUNT, {"value": record_count}),
        ]

    def plausible(self, fields: dict[str, str]) -> bool:
        """Whether fields by column name look like a row of this table: used to tell a record from prose."""
        for column in self.columns:
            value = fields.get(column.name, "").strip()
            if (column.required and not value) or (value and not looks_like(value, column.written_as)):
                return False
        return True


def meta_of(entry: dict[str, Any]) -> dict[str, Any]:
    """config.meta of a sources entry."""
    return (entry.get("config") or {}).get("meta") or {}


@cache
def source_entries(models: Path = MODELS) -> list[dict[str, Any]]:
    """Every source that a YAML file under models/ describes."""
    entries: list[dict[str, Any]] = []
    for path in sorted(models.rglob("*.yml")):
        content = path.read_text(encoding="utf-8")
        if "sources:" in content:
            entries += (yaml.safe_load(content) or {}).get("sources") or []
    return entries
