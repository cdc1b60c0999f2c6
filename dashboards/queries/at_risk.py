"""Open orders by the time they have left. Numbers come from the marts as they are; SQL here only joins, filters and counts."""

from queries.published import Row, Run, fetch

ALL = 1_000_000
CASES = """
    select
        a.*, d.seller_name, m.title, m.short_name, m.bad_noun, m.entity_type, m.display_unit, m.units_per_value,
        g.title as program_title, g.timezone as program_timezone, g.calendar_id as program_calendar_id, s.statistic,
        s.comparator, s.limit_value,
        case when not a.is_over_if_missed then 'none' when a.budget_left < 0 then 'broken' else 'breaks' end as effect
    from fct_at_risk_orders as a
    left join dim_sellers as d on d.seller_id = a.seller_id
    inner join dim_sla_metrics as m on m.metric_code = a.metric_code
    inner join dim_sla_programs as g on g.program = a.program
    left join fct_seller_scorecards as s
        on s.seller_id = a.seller_id and s.program = a.program and s.metric_code = a.metric_code and s.is_headline
"""


def totals(run: Run) -> Row:
    """How many are open and due within a day; of how many a miss breaks a limit, or makes a broken one worse."""
    return fetch(
        run,
        f"""
        select
            count(*) as case_count, count(*) filter (seconds_left <= 86400) as day_count,
            count(*) filter (seconds_left <= 86400 and effect = 'breaks') as day_breaks_count,
            count(*) filter (effect = 'breaks') as breaks_count, count(*) filter (effect = 'broken') as broken_count
        from ({CASES}) as a
    """,
    )[0]


def urgencies(run: Run) -> tuple[Row, ...]:
    """The steps of urgency that somebody is in."""
    return fetch(run, "select distinct step_no, urgency from fct_at_risk_orders order by step_no")


def programs(run: Run) -> tuple[Row, ...]:
    """Only the programs in which something is open."""
    return fetch(
        run,
        """
        select program, title from dim_sla_programs where program in (select program from fct_at_risk_orders)
        order by sort_order, program
    """,
    )


def cases(
    run: Run, urgency: str, program: str, find: str, effect: str, page: int = 1, size: int = ALL
) -> tuple[Row, ...]:
    """One page, the most urgent first, of equals those that break a limit.

    case_total says how many match, step_total how many of them are as urgent.
    """
    return fetch(
        run,
        f"""
        select *, count(*) over () as case_total, count(*) over (partition by step_no) as step_total
        from ({CASES}) as a
        where ($urgency = '' or urgency = $urgency) and ($program = '' or program = $program)
            and ($find = '' or contains(lower(coalesce(seller_name, '')), lower($find))
                or contains(lower(seller_id), lower($find)))
            and ($effect = '' or effect = $effect)
        order by step_no, due_at, effect, seller_id, entity_id, policy_id, policy_version
        limit $size offset $skipped
    """,
        urgency=urgency,
        program=program,
        find=find.strip(),
        effect=effect,
        size=size,
        skipped=(page - 1) * size,
    )
