"""All sellers at once. Numbers come from the marts as they are; SQL here only joins, filters, sums and divides."""

from queries.published import Row, Run, fetch
from seller_sla.scores import SCORES

SELLERS = f"""
    select
        seller_id, seller_name, min(status_rank) as worst_rank, count(*) filter (status = 'breach') as breach_count,
        count(*) filter (status = 'at_risk') as at_risk_count, count(*) filter (status = 'watch') as watch_count
    from ({SCORES}) as s
    where is_deciding and ($program = '' or program = $program)
        and ($find = '' or contains(lower(seller_name), lower($find)) or contains(lower(seller_id), lower($find)))
    group by seller_id, seller_name
"""


def totals(run: Run) -> Row:
    """How many sellers there are, how many breach a limit, how many more are close to one."""
    return fetch(
        run,
        f"""
        with scores as (select * from ({SCORES}) as s where is_deciding),

        worst as (select seller_id, min(status_rank) as worst_rank from scores group by seller_id)
        select
            count(*) as seller_count, count(*) filter (worst_rank = 0) as breach_count,
            count(*) filter (worst_rank = 1) as at_risk_count, count(*) filter (worst_rank <= 3) as judged_count,
            (select coalesce(sum(immature_count), 0) from scores) as immature_count,
            (select coalesce(sum(void_count), 0) from scores) as void_count
        from worst
    """,
    )[0]


def cases(run: Run, most: int) -> tuple[Row, ...]:
    """The breaches and close cases, those with most orders too many first; case_count says how many there are."""
    return fetch(
        run,
        f"""
        select *, count(*) over () as case_count from ({SCORES}) as s
        where s.is_deciding and s.status_rank <= 1
        order by s.status_rank, s.budget_left nulls last, s.seller_name, s.program_order, s.sort_order limit $most
    """,
        most=most,
    )


def columns(run: Run, program: str) -> tuple[Row, ...]:
    """The columns of the matrix: one per program and SLA, with its limits and its window."""
    return fetch(
        run,
        f"""
        select
            program, program_title, metric_code, title, short_name, display_unit, units_per_value, entity_type,
            bad_noun, program_order, sort_order, min(statistic) as statistic, min(bad_unit) as bad_unit,
            min(limit_value) as limit_value, max(limit_value) as highest_limit, min(comparator) as comparator,
            bool_or(is_limit_assumption) as is_limit_assumption, min(window_code) as window_code,
            min(window_title) as window_title, min(window_start_date) as window_start_date,
            max(window_end_date) as window_end_date
        from ({SCORES}) as s
        where is_headline and ($program = '' or program = $program)
        group by all
        order by program_order, sort_order
    """,
        program=program,
    )


def sellers(run: Run, program: str, find: str, worst_rank: int, page: int, size: int) -> tuple[Row, ...]:
    """One page of sellers, worst first; seller_count says how many match."""
    return fetch(
        run,
        f"""
        select *, count(*) over () as seller_count from ({SELLERS}) as s
        where worst_rank <= $worst_rank
        order by worst_rank, breach_count desc, at_risk_count desc, watch_count desc, lower(seller_name), seller_id
        limit $size offset $skipped
    """,
        program=program,
        find=find.strip(),
        worst_rank=worst_rank,
        size=size,
        skipped=(page - 1) * size,
    )


def cells(run: Run, seller_ids: tuple[str, ...]) -> tuple[Row, ...]:
    return fetch(
        run, f"select * from ({SCORES}) as s where is_deciding and list_contains($ids, seller_id)", ids=list(seller_ids)
    )


def movers(run: Run, most: int) -> tuple[Row, ...]:
    """Judged pairs that moved most since the window before, as a share of the room that the limit gives."""
    return fetch(
        run,
        f"""
        with moves as (
            select
                *,
                (coalesce(rate, measured_value) - coalesce(previous_rate, previous_measured_value))
                * case when comparator in ('at_least', 'above') then -1 else 1 end
                / nullif(
                    case when rate is not null and comparator in ('at_least', 'above') then 1 - limit_value
                        else limit_value end,
                    0
                ) as move
            from ({SCORES}) as s
            where is_deciding and status_rank <= 3 and trend in ('worse', 'better')
                and previous_population_count >= min_volume
        ),

        ranked as (
            select *, row_number() over (partition by trend order by abs(move) desc, seller_name, sort_order) as move_no
            from moves where move is not null
        )

        select * from ranked where move_no <= $most order by trend, move_no
    """,
        most=most,
    )


def programs(run: Run) -> tuple[Row, ...]:
    """Only the programs that somebody is judged in."""
    return fetch(
        run,
        """
        select p.program, p.title from dim_sla_programs as p
        where p.program in (select s.program from fct_seller_scorecards as s) order by p.sort_order, p.program
    """,
    )
