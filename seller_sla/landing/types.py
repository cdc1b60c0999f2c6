"""How delivered text becomes a typed value: one SQL expression per type, null where the text is not of the type.

A timestamp is ISO 8601 with or without offset (without: UTC), or a Unix time in seconds or milliseconds. The offset is
taken off by arithmetic, so the result does not depend on the zone of the session or of the machine.
"""

import re
from typing import Any

TIMESTAMP_START = "2000-01-01 00:00:00"
TIMESTAMP_END = "2099-12-31 23:59:59.999999"
TRUE_WORDS = ("true", "t", "yes", "y", "1")
FALSE_WORDS = ("false", "f", "no", "n", "0")

DATE = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
OFFSET = r"(?:[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)"
ISO = rf"{DATE}(?:[T ]{CLOCK} ?(?:Z|z|UTC|GMT|{OFFSET})?)?"
# A time that the contract says is written day first: without the contract 03/04/2026 may be March or April.
DAY_FIRST = "timestamp, day first"
DAY_FIRST_TIME = r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}"
BLANK = "' \t\r\n\u00a0\ufeff'"


def named(identifier: str) -> str:
    """An SQL identifier, quoted."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """An SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"


def text(column: str) -> str:
    """The delivered text without outer white space; empty is null. Text that needs no trimming is not trimmed: it is slow."""
    name = named(column)
    is_trimmed = " and ".join(f"{name}[{end}] > ' ' and {name}[{end}] < '\u007f'" for end in (1, -1))
    return f"case when {is_trimmed} then {name} else nullif(trim({name}, {BLANK}), '') end"


def typed(value: str, data_type: str) -> str:
    """SQL that turns the text expression `value` into `data_type`, or null."""
    if data_type == "varchar":
        return value
    if data_type == "timestamp":
        return timestamp(value)
    if data_type == DAY_FIRST:
        return (
            f"case when regexp_full_match({value}, '{DAY_FIRST_TIME}') then try_strptime({value}, '%d/%m/%Y %H:%M') end"
        )
    if data_type == "boolean":
        true, false = (", ".join(f"'{word}'" for word in words) for words in (TRUE_WORDS, FALSE_WORDS))
        return f"case when lower({value}) in ({true}) then true when lower({value}) in ({false}) then false end"
    return f"case when regexp_full_match({value}, '{pattern(data_type)}') then try_cast({value} as {data_type}) end"


def pattern(data_type: str) -> str:
    """Regular expression of the texts that are exactly a value of the type; a cast alone would round or guess."""
    if data_type in ("bigint", "integer", "smallint"):
        return r"-?\d+"
    if data_type == "date":
        return DATE
    if data_type == "double":
        return r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
    if scale := re.fullmatch(r"decimal\(\d+, ?(\d+)\)", data_type):
        return rf"-?\d+(?:\.\d{{1,{scale[1]}}}0*)?"
    raise ValueError(f"The input contract names the type {data_type}, which landing cannot read.")


def timestamp(value: str) -> str:
    """SQL of a naive UTC timestamp."""
    plain = (
        f"length({value}) = 19 and {value}[5] = '-' and {value}[14] = ':' and {value}[17] = ':'"
        f" and {value}[12:13] <> '24'"
    )
    clock = f"replace(regexp_extract({value}, '^({DATE}(?:[T ]{CLOCK})?)', 1), ',', '.')"
    offset = f"regexp_extract({value}, '({OFFSET})$', 1)"
    minutes = (
        f"(case when {offset}[1] = '-' then -1 else 1 end) * (60 * cast({offset}[2:3] as integer)"
        f" + coalesce(try_cast(right({offset}[4:], 2) as integer), 0))"
    )
    return (
        f"case when {plain} then try_cast({value} as timestamp)"
        f" when regexp_full_match({value}, '{ISO}') then case when length({value}) > 12 and {offset} <> ''"
        f" then try_cast({clock} as timestamp) - to_minutes({minutes}) else try_cast({clock} as timestamp) end"
        rf" when regexp_full_match({value}, '\d{{9,10}}(\.\d{{1,9}})?')"
        f" then make_timestamp(cast(trunc(cast({value} as decimal(20, 9)) * 1000000) as bigint))"
        rf" when regexp_full_match({value}, '\d{{12,13}}') then make_timestamp(cast({value} as bigint) * 1000) end"
    )


def in_words(data_type: str) -> str:
    """The type as people call it."""
    words = {"bigint": "a whole number", "boolean": "true or false", "timestamp": "a time", "date": "a date"}
    return words.get(data_type, "a number")


def looks_like(value: str, data_type: str) -> bool:
    """A rough test of the type, in Python, for single lines of a broken file."""
    if data_type == "varchar":
        return True
    if data_type == "boolean":
        return value.lower() in TRUE_WORDS + FALSE_WORDS
    if data_type == DAY_FIRST:
        return re.fullmatch(DAY_FIRST_TIME, value) is not None
    if data_type == "timestamp":
        return re.fullmatch(rf"{ISO}|\d{{9,13}}(?:\.\d+)?", value) is not None
    return re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None
