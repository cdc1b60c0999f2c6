"""SQL over the typed rows of one shape: repeated keys, repeated contents, and what is landed of them."""

from datetime import datetime

from seller_sla.landing.contract import Contract, Rule
from seller_sla.landing.shape import Shape
from seller_sla.landing.types import literal, named

# How many of two files with one loading time is later is settled by the file's content, within a row by its place.
ORDERS_OF_FILES = 65536
ACCEPTED = "len(_reasons) = 0"


def conflict_rule(contract: Contract) -> Rule | None:
    """One version of a key is delivered with one content; of several, the last valid row of the file wins.

    `faulty` reads the column _winner of `checked_query`; Great Expectations finds the same rows its own way.
    """
    if not contract.unique_key:
        return None
    keys = ", ".join(["_file_at", *map(named, contract.version_key)])
    others = [name for name in contract.names if name not in contract.version_key]
    differs = " or ".join(f"delivered.{named(name)} is distinct from winner.{named(name)}" for name in others)
    query = f"""
        with repeated as (select hash({keys}) as key from {{batch}} where _is_valid group by 1 having count(*) > 1),
        rivals as (select * from {{batch}} where _is_valid and hash({keys}) in (select key from repeated)),
        last_row as (select {keys}, max(_row_number) as _row_number from rivals group by {keys}),
        winner as (select r.* from rivals as r semi join last_row using (_file_at, _row_number))
        select delivered._row_number from rivals as delivered join winner using ({keys}) where {differs or "false"}
    """
    words = ", ".join(contract.version_key)
    return Rule(
        f"one content for each {words}",
        f"{words}: repeated with other content",
        "_winner is not null",
        "UnexpectedRowsExpectation",
        {"unexpected_rows_query": query},
    )


def faults_query(rules: list[Rule], typed: str) -> str:
    """Rows with a fault, and all their faults in the order of the rules. Rule by rule, as hardly any row has one."""
    found = " union all ".join(
        f"select _file_at, _row_number, {at} as rule, {literal(rule.fault)} as fault from {typed} where {rule.faulty}"
        for at, rule in enumerate(rules)
    )
    return f"""
        select _file_at, _row_number, list(fault order by rule) as _reasons, cast(null as bigint) as _winner
        from ({found}) group by _file_at, _row_number
    """


def beaten_query(contract: Contract, typed: str, faults: str) -> str:
    """Valid rows that another row of their file beats: that row's number is the winner. Keys are compared by hash first."""
    rule = conflict_rule(contract)
    assert rule
    keys = ", ".join(["_file_at", *map(named, contract.version_key)])
    return f"""
        with hashed as (
            select _file_at, _row_number, hash({keys}) as key
            from {typed} anti join {faults} using (_file_at, _row_number)
        ),
        repeated as (select key from hashed group by key having count(*) > 1),
        places as (select _file_at, _row_number from hashed semi join repeated using (key)),
        rivals as (
            select {keys}, _row_number, {content(contract)} as content
            from {typed} semi join places using (_file_at, _row_number)
        ),
        winners as (
            select {keys}, max(_row_number) as _winner, arg_max(content, _row_number) as winning
            from rivals group by {keys}
        )
        select _file_at, _row_number, [{literal(rule.fault + ": row ")} || _winner || ' wins'], _winner
        from rivals join winners using ({keys}) where content <> winning
    """


def checked_query(typed: str, held: str | None) -> str:
    """The typed rows: whether each is valid, the row that beats it, if one does, and its faults."""
    if not held:
        nothing = "cast([] as varchar[]) as _reasons, cast(null as bigint) as _winner"
        return f"select *, true as _is_valid, {nothing} from {typed}"
    return f"""
        select t.*, h._file_at is null or h._winner is not null as _is_valid,
            case when h._file_at is null then [] else h._reasons end as _reasons, h._winner
        from {typed} as t left join {held} as h using (_file_at, _row_number)
    """


def content(contract: Contract) -> str:
    """A fingerprint of a row's values, never stored: another version of DuckDB may make another one."""
    return f"hash({', '.join(map(named, contract.names))})"


def duplicates_query(contract: Contract, fresh: list[str], landed: str | None) -> str:
    """Number of accepted rows of each new file that repeat, in every value, a row of it or of an earlier file.

    fresh: queries of the new accepted rows, with the file's number as file_no (1 is the first).
    landed: the table of all earlier files. It may be very long, so only those of its rows are read that agree with a new
    row in what names it. Only rows that agree in this with another are compared as a whole; so the rows are read twice, which
    costs less than keeping all of them between the two.
    """
    required = [column.name for column in contract.columns if column.required]
    naming = ", ".join(map(named, contract.version_key if contract.unique_key else required or contract.names))
    known = f"union all by name select *, 0 as file_no from {landed} semi join fresh using ({naming}) where {ACCEPTED}"
    return f"""
        with fresh as not materialized ({" union all ".join(fresh)}),
        versions as not materialized (
            select file_no, {", ".join(map(named, contract.names))} from (from fresh {known if landed else ""})
        ),
        repeated as (select hash({naming}) as key from versions group by key having count(*) > 1),
        contents as (
            select file_no, {content(contract)} as content from versions where hash({naming}) in (select key from repeated)
        ),
        firsts as (select min(file_no) as file_no from contents group by content),
        rows_of as (select file_no, count(*) as rows from contents where file_no > 0 group by file_no),
        firsts_of as (select file_no, count(*) as firsts from firsts group by file_no)
        select file_no, rows - coalesce(firsts, 0) from rows_of left join firsts_of using (file_no)
    """


def fresh_query(contract: Contract, checked: str, files: str) -> str:
    """Accepted rows of one shape, with the number of their file."""
    names = ", ".join(map(named, contract.names))
    return f"""
        select {names}, file_no from {checked} join {files} using (_file_at) where {ACCEPTED}
    """


def counts_query(rules: list[Rule], checked: str) -> str:
    """How many rows of each file break each rule."""
    counts = ", ".join(f"count(*) filter (where {rule.faulty})" for rule in rules)
    return f"select _file_at, {counts} from {checked} group by _file_at"


def batch_columns(contract: Contract) -> str:
    """Columns of what a landing node appends."""
    columns = [f"{named(column.name)} {column.data_type}" for column in contract.columns]
    return ", ".join(columns) + (
        ", _reasons varchar[], _raw_record varchar, _row_number bigint, _file_name varchar, _file_hash varchar,"
        " _landed_at timestamp, _load_order bigint"
    )


def append_query(shape: Shape, checked: str, files: str, landed_at: datetime) -> str:
    """Rows of one shape as they land: with their reasons and, if there are any, the row as it was delivered."""
    return f"""
        select {", ".join(map(named, shape.contract.names))}, _reasons,
            case when not ({ACCEPTED}) then {shape.raw_record()} end, {stamp(landed_at)}
        from {checked} join {files} using (_file_at)
    """


def append_broken_query(shape: Shape, files: str, landed_at: datetime) -> str:
    """Lines of a shape's files that are no records."""
    nothing = ", ".join(f"cast(null as {column.data_type})" for column in shape.contract.columns)
    broken = {at: literal(file.broken) for at, file in enumerate(shape.files) if file.broken}
    paths, file_at = ", ".join(broken.values()), f"{list(broken)}[cast(file_index as bigint) + 1]"
    return f"""
        select {nothing}, ['line: ' || reason], raw, {stamp(landed_at)}
        from (select *, {file_at} as _file_at from read_parquet([{paths}])) join {files} using (_file_at)
    """


def stamp(landed_at: datetime) -> str:
    """Where a row comes from and when it landed. Of two rows with one loading time, the higher order is the later."""
    return (
        f"_row_number, file_name, file_hash, cast({literal(landed_at)} as timestamp),"
        f" _row_number * {ORDERS_OF_FILES} + file_order"
    )
