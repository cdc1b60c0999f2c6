"""SQL that types the text rows of one file, lists each row's faults, and settles repeated keys."""

from datetime import datetime

from seller_sla.landing.contract import Contract, Rule
from seller_sla.landing.files import Delivered, File
from seller_sla.landing.types import literal, named, text

VALID = "len(_reasons) = 0"


def typed_query(contract: Contract, delivered: Delivered, text_table: str, landed_at: datetime) -> str:
    """Every row of the text table, typed, with its text and the list of its faults."""
    texts = [
        f"{text(column.name) if column.name in delivered.columns else 'cast(null as varchar)'}"
        f" as {named(column.name + '__text')}"
        for column in contract.columns
    ]
    values = [f"{column.typed} as {named(column.name)}" for column in contract.columns]
    kept = [named(column.text_name) for column in contract.columns if column.text_name != column.name]
    reasons = [f"case when {rule.faulty} then {literal(rule.fault)} end" for rule in contract.row_rules(landed_at)]
    return f"""
        with texts as (select {", ".join(texts)}, _row_number from {text_table}),
        typed as (select {", ".join([*values, *kept])}, _row_number from texts)
        select *, list_filter([{", ".join(reasons)}], lambda reason: reason is not null) as _reasons,
            cast(null as bigint) as _winner
        from typed
    """


def conflict_rule(contract: Contract) -> Rule | None:
    """One version of a key is delivered with one content; of several, the last valid row of the file wins.

    `faulty` reads the column _winner that `mark_conflicts` fills; Great Expectations finds the same rows its own way.
    """
    if not contract.unique_key:
        return None
    keys = ", ".join(map(named, contract.version_key))
    others = [name for name in contract.names if name not in contract.version_key]
    differs = " or ".join(f"delivered.{named(name)} is distinct from winner.{named(name)}" for name in others)
    query = f"""
        with last_row as (
            select {keys}, max(_row_number) as _row_number from {{batch}} where {VALID} group by {keys}
            having count(*) > 1
        ),
        winner as (select w.* from {{batch}} as w semi join last_row using (_row_number))
        select delivered.* from {{batch}} as delivered join winner using ({keys})
        where len(delivered._reasons) = 0 and ({differs or "false"})
    """
    words = ", ".join(contract.version_key)
    return Rule(
        f"one content for each {words}",
        f"{words}: repeated with other content",
        "_winner is not null",
        "UnexpectedRowsExpectation",
        {"unexpected_rows_query": query},
    )


def mark_conflicts(contract: Contract, typed: str) -> str:
    """Statement that names the winning row in every valid row it beats."""
    keys = ", ".join(map(named, contract.version_key))
    return f"""
        update {typed} as delivered set _winner = beaten.winner
        from (
            with valid as (select {keys}, _row_number, {content(contract)} as content from {typed} where {VALID}),
            repeated as (
                select {keys}, max(_row_number) as winner, arg_max(content, _row_number) as winning
                from valid group by {keys} having count(*) > 1
            )
            select valid._row_number, repeated.winner from valid join repeated using ({keys})
            where valid.content <> repeated.winning
        ) as beaten
        where delivered._row_number = beaten._row_number
    """


def content(contract: Contract) -> str:
    """A fingerprint of a row's values, never stored: another version of DuckDB may make another one."""
    return f"hash({', '.join(map(named, contract.names))})"


def duplicates_query(contract: Contract, typed: str, earlier: list[str]) -> str:
    """Number of accepted rows of a file that repeat a row of it, or of an `earlier` table, in every value.

    Of an earlier table, which may be very long, only rows are read that agree in the columns that no row lacks.
    """
    agreeing = ", ".join(named(column.name) for column in contract.columns if column.required)
    candidates = f"semi join fresh using ({agreeing})" if agreeing else ""
    known = " union all ".join(
        f"select {content(contract)} as content from {table} {candidates} where {VALID}" for table in earlier
    )
    names = ", ".join(map(named, contract.names))
    return f"""
        with fresh as (
            select {names}, {content(contract)} as content from {typed} where {VALID} and _winner is null
        ),
        known as ({known}),
        new as (select distinct content from fresh anti join known using (content))
        select (select count(*) from fresh) - (select count(*) from new)
    """


def raw_record(delivered: Delivered) -> str:
    """The row as delivered, all its columns, as a JSON object."""
    pairs = (
        f"{literal(name or f'column {at + 1}')}, {named(delivered.name_of(at))}"
        for at, name in enumerate(delivered.header)
    )
    return f"cast(json_object({', '.join(pairs)}) as varchar)"


def batch_columns(contract: Contract) -> str:
    """Columns of what a landing node appends."""
    columns = [f"{named(column.name)} {column.data_type}" for column in contract.columns]
    return ", ".join(columns) + (
        ", _reasons varchar[], _raw_record varchar, _row_number bigint, _file_name varchar, _file_hash varchar,"
        " _landed_at timestamp, _load_order bigint"
    )


def append_query(
    contract: Contract, file: File, delivered: Delivered, tables: tuple[str, str, str], landed_at: datetime
) -> str:
    """Rows of one file in the shape of the batch: typed rows, and lines that are no records."""
    typed, text_table, broken = tables
    names = ", ".join(map(named, contract.names))
    rule = conflict_rule(contract)
    conflict = f"{literal(rule.fault + ': row ')} || _winner || ' wins'" if rule else "null"
    stamp = f"{literal(file.name)}, {literal(file.sha256)}, cast({literal(landed_at)} as timestamp)"
    return f"""
        with rows as (
            select {names}, case when _winner is null then _reasons else [{conflict}] end as _reasons, _row_number
            from {typed}
        ),
        quarantined as (
            select _row_number, {raw_record(delivered)} as _raw_record
            from {text_table} semi join (select _row_number from rows where not ({VALID})) using (_row_number)
        )
        select {names}, _reasons, _raw_record, _row_number, {stamp}, _row_number * 65536 + {file.order}
        from rows left join quarantined using (_row_number)
        union all
        select {", ".join(f"cast(null as {column.data_type})" for column in contract.columns)},
            ['line: ' || reason], raw, _row_number, {stamp}, _row_number * 65536 + {file.order}
        from {broken}
    """
