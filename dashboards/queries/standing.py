"""Good service: places, badges, and who comes back. Numbers come from the marts as they are; SQL here only joins and filters."""

from queries.published import Row, Run, fetch

ALL = 1_000_000


def boards(run: Run) -> tuple[Row, ...]:
    """What sellers are ranked in."""
    return fetch(
        run,
        """
        select distinct
            b.program, b.metric_code, m.title, g.title as program_title, g.sort_order as program_order, m.sort_order
        from fct_seller_leaderboard as b
        inner join dim_sla_metrics as m on m.metric_code = b.metric_code
        inner join dim_sla_programs as g on g.program = b.program
        order by program_order, m.sort_order, b.program, b.metric_code
    """,
    )


def places(run: Run, program: str, metric_code: str, page: int = 1, size: int = ALL) -> tuple[Row, ...]:
    """One page of a leaderboard, with the limit that the rate is held against and the badges won in it."""
    return fetch(
        run,
        """
        select
            b.*, d.seller_name, m.title, m.entity_type, g.title as program_title, s.limit_value, s.comparator, s.statistic,
            s.window_start_date, s.window_end_date, s.window_title, count(*) over () as place_total,
            (select list(e.title order by e.badge_code) from fct_seller_badges as e
                where e.seller_id = b.seller_id and e.program = b.program and e.metric_code = b.metric_code) as badges
        from fct_seller_leaderboard as b
        left join dim_sellers as d on d.seller_id = b.seller_id
        inner join dim_sla_metrics as m on m.metric_code = b.metric_code
        inner join dim_sla_programs as g on g.program = b.program
        left join fct_seller_scorecards as s
            on s.seller_id = b.seller_id and s.program = b.program and s.metric_code = b.metric_code and s.is_headline
        where b.program = $program and b.metric_code = $metric_code
        order by b.place, lower(coalesce(d.seller_name, b.seller_id)), b.seller_id
        limit $size offset $skipped
    """,
        program=program,
        metric_code=metric_code,
        size=size,
        skipped=(page - 1) * size,
    )


def movers(run: Run, program: str, metric_code: str) -> tuple[Row, ...]:
    """Who changed places since the day that the board compares with, the longest way first."""
    return fetch(
        run,
        """
        select b.*, d.seller_name from fct_seller_leaderboard as b
        left join dim_sellers as d on d.seller_id = b.seller_id
        where b.program = $program and b.metric_code = $metric_code and b.places_gained <> 0
        order by abs(b.places_gained) desc, b.place, b.seller_id
    """,
        program=program,
        metric_code=metric_code,
    )


BADGES = """
    select b.*, d.seller_name, m.title as metric_title, m.entity_type, g.title as program_title
    from fct_seller_badges as b
    left join dim_sellers as d on d.seller_id = b.seller_id
    inner join dim_sla_metrics as m on m.metric_code = b.metric_code
    inner join dim_sla_programs as g on g.program = b.program
"""


def badges(run: Run, program: str, metric_code: str) -> tuple[Row, ...]:
    """The badges of one leaderboard."""
    return fetch(
        run,
        f"""{BADGES} where b.program = $program and b.metric_code = $metric_code
        order by b.badge_code desc, case when b.since_date is null then b.evidence else -b.evidence end, b.seller_id""",
        program=program,
        metric_code=metric_code,
    )


def badges_of(run: Run, seller_id: str) -> tuple[Row, ...]:
    """The badges of one seller."""
    return fetch(
        run,
        f"{BADGES} where b.seller_id = $id order by b.badge_code desc, g.sort_order, m.sort_order, b.program",
        id=seller_id,
    )


def promises(run: Run) -> tuple[Row, ...]:
    """What was promised where: the choices of the table of who comes back."""
    return fetch(
        run,
        """
        select distinct
            l.program, l.metric_code, l.marketplace, m.title, g.title as program_title, g.sort_order as program_order,
            m.sort_order
        from fct_repeat_purchase as l
        inner join dim_sla_metrics as m on m.metric_code = l.metric_code
        inner join dim_sla_programs as g on g.program = l.program
        where l.seller_id = 'any'
        order by program_order, m.sort_order, l.program, l.metric_code, l.marketplace
    """,
    )


def loyalty(run: Run, program: str, metric_code: str, marketplace: str) -> tuple[Row, ...]:
    """Who came back after a kept and after a broken promise, over all sellers of a marketplace."""
    return fetch(
        run,
        """
        select * from fct_repeat_purchase
        where program = $program and metric_code = $metric_code and marketplace = $marketplace and seller_id = 'any'
        order by bought_from desc, within_days
    """,
        program=program,
        metric_code=metric_code,
        marketplace=marketplace,
    )


def all_loyalty(run: Run) -> tuple[Row, ...]:
    """Every row, of all sellers and of each."""
    return fetch(
        run,
        """
        select * from fct_repeat_purchase
        order by program, metric_code, marketplace, seller_id <> 'any', seller_id, bought_from, within_days
    """,
    )
