"""The programs as the published marts hold them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace as Row

Fetch = Callable[[str], Iterable[Row]]

ANY = "any"
PROGRAMS = "select * from dim_sla_programs order by sort_order, program"
METRICS = """
    select p.program, m.*
    from dim_sla_metrics as m
    inner join (select distinct program, metric_code from dim_sla_policies) as p on p.metric_code = m.metric_code
    order by m.sort_order, m.metric_code
"""
VERSIONS = """
    select p.*, m.entity_type, m.unit
    from dim_sla_policies as p
    inner join dim_sla_metrics as m on m.metric_code = p.metric_code
    order by p.seller_id <> 'any', p.seller_group <> 'any', p.buyer_country <> 'any', p.policy_id, p.policy_version
"""
WINDOWS = "select * from dim_sla_windows order by not is_headline, not is_binding, window_code, choice"
LIMITS = """
    select l.*, m.display_unit, m.units_per_value, m.bad_noun, m.entity_type
    from dim_sla_limits as l
    inner join dim_sla_metrics as m on m.metric_code = l.metric_code
    order by l.severity_rank, l.valid_from
"""
GAPS = "select * from dim_sla_program_gaps order by rule"


@dataclass(frozen=True)
class Limit:
    """A limit and the further levels that hold while it does."""

    row: Row
    levels: tuple[Row, ...]


@dataclass(frozen=True)
class Window:
    """A window with its choices, and what is allowed in it, oldest first."""

    choices: tuple[Row, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Policy:
    """All versions of a policy, oldest first, and its windows, the one that is shown first before the others."""

    versions: tuple[Row, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Metric:
    """A metric of a program with its policies, the one for everybody first."""

    row: Row
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class Program:
    """A program: its metrics, and the rules of it that the seeds do not hold."""

    row: Row
    metrics: tuple[Metric, ...]
    gaps: tuple[Row, ...]


@dataclass(frozen=True)
class Definitions:
    """All programs, and what none of them can hold."""

    programs: tuple[Program, ...]
    gaps: tuple[Row, ...]


def definitions(fetch: Fetch) -> Definitions:
    """Every program, read with a function that gives the rows of a query."""
    metrics, versions, windows, limits = (tuple(fetch(query)) for query in (METRICS, VERSIONS, WINDOWS, LIMITS))
    gaps = tuple(fetch(GAPS))

    def policies(metric: Row) -> tuple[Policy, ...]:
        of_metric = _where(versions, program=metric.program, metric_code=metric.metric_code)
        found = _grouped(of_metric, "policy_id")
        return tuple(Policy(part, _windows(part[-1], windows, limits)) for part in found)

    return Definitions(
        tuple(
            Program(
                program,
                tuple(Metric(m, policies(m)) for m in _where(metrics, program=program.program)),
                _where(gaps, program=program.program),
            )
            for program in fetch(PROGRAMS)
        ),
        _where(gaps, program=ANY),
    )


def _windows(policy: Row, windows: tuple[Row, ...], limits: tuple[Row, ...]) -> tuple[Window, ...]:
    of_policy = _where(limits, policy_id=policy.policy_id)
    return tuple(
        Window(choices, _limits(_where(of_policy, window_code=choices[0].window_code)))
        for choices in _grouped(_where(windows, program=policy.program, metric_code=policy.metric_code), "window_code")
    )


def _limits(rows: tuple[Row, ...]) -> tuple[Limit, ...]:
    """The limits, each with the levels that begin while it holds: no level outlasts its limit."""
    return tuple(
        Limit(
            limit,
            tuple(
                level
                for level in rows
                if level.severity_rank > 0
                and limit.valid_from <= level.valid_from
                and (limit.valid_to is None or level.valid_from < limit.valid_to)
            ),
        )
        for limit in rows
        if limit.severity_rank == 0
    )


def _where(rows: Iterable[Row], **values: object) -> tuple[Row, ...]:
    return tuple(row for row in rows if all(getattr(row, name) == value for name, value in values.items()))


def _grouped(rows: Iterable[Row], name: str) -> list[tuple[Row, ...]]:
    return [tuple(part) for _, part in groupby(rows, key=lambda row: getattr(row, name))]
