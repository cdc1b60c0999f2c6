"""What breaches led to: steps, decisions on them and the orders behind them. SQL here only joins, filters and counts."""

from queries.published import Row, Run, fetch

GROUP = "case r.status when 'open' then 0 when 'on_hold' then 1 when 'withdrawn' then 3 else 2 end"

# Waiting ones first, the hardest step and the oldest at the top; of the others the newest.
STEPS = f"""
    select
        r.*, {GROUP} as group_no, d.seller_name, m.title, m.entity_type, g.title as program_title,
        g.timezone as program_timezone, x.decision, x.action as decided_action, x.decided_by, x.decided_at,
        x.reason as decision_reason
    from fct_enforcement_recommendations as r
    left join dim_sellers as d on d.seller_id = r.seller_id
    left join dim_sla_metrics as m on m.metric_code = r.metric_code
    left join dim_sla_programs as g on g.program = r.program
    left join fct_enforcement_decisions as x on x.decision_id = r.decision_id
"""
ORDER = """
    group_no, case when group_no < 2 then -step_no end, case when group_no < 2 then opened_on end,
    coalesce(decided_on, withdrawn_on) desc, recommendation_id
"""
ALL = 1_000_000


def totals(run: Run) -> Row:
    """How many steps wait, are held by an appeal, are decided, are withdrawn; and how many appeals are open."""
    return fetch(
        run,
        f"""
        select
            count(*) as step_count, count(*) filter (group_no = 0) as open_count, count(*) filter (group_no = 1) as held_count,
            count(*) filter (group_no = 2) as decided_count, count(*) filter (group_no = 3) as withdrawn_count,
            count(*) filter (has_open_appeal) as appeal_count
        from ({STEPS}) as s
    """,
    )[0]


def programs(run: Run) -> tuple[Row, ...]:
    """Only the programs in which a step was ever recommended."""
    return fetch(
        run,
        """
        select program, title from dim_sla_programs
        where program in (select program from fct_enforcement_recommendations) order by sort_order, program
    """,
    )


def steps(
    run: Run, groups: tuple[int, ...], program: str, find: str, page: int = 1, size: int = ALL
) -> tuple[Row, ...]:
    """One page of steps; step_total says how many match, group_total how many of them are in the group of a row."""
    return fetch(
        run,
        f"""
        select *, count(*) over () as step_total, count(*) over (partition by group_no) as group_total
        from ({STEPS}) as s
        where list_contains($groups, group_no) and ($program = '' or program = $program)
            and ($find = '' or contains(lower(coalesce(seller_name, '')), lower($find))
                or contains(lower(seller_id), lower($find)))
        order by {ORDER}
        limit $size offset $skipped
    """,
        groups=list(groups),
        program=program,
        find=find.strip(),
        size=size,
        skipped=(page - 1) * size,
    )


def step(run: Run, recommendation_id: str) -> tuple[Row, ...]:
    return fetch(run, f"select * from ({STEPS}) as s where recommendation_id = $id", id=recommendation_id)


def of_seller(run: Run, seller_id: str) -> tuple[Row, ...]:
    """Every step ever recommended against a seller."""
    return fetch(run, f"select * from ({STEPS}) as s where seller_id = $id order by {ORDER}", id=seller_id)


def decisions(run: Run, recommendation_id: str) -> tuple[Row, ...]:
    """Every decision on a step, the newest first."""
    return fetch(
        run,
        """
        select * from fct_enforcement_decisions where recommendation_id = $id order by decided_at desc, decision_id
    """,
        id=recommendation_id,
    )


def stray_decisions(run: Run) -> tuple[Row, ...]:
    """Decisions on what no build has recommended."""
    return fetch(
        run, "select * from fct_enforcement_decisions where timing = 'unknown' order by decided_at desc, decision_id"
    )


# The orders of a step are those of its breach that are in its window.
ORDERS = """
    select
        b.order_id, b.entity_id, b.anchor_date, b.attribution, b.is_accountable, b.reason_code, r.sentence as reason,
        b.policy_id, b.seller_id, b.episode_id, count(*) over () as order_total
    from fct_breach_orders as b
    left join dim_verdict_reasons as r on r.policy_id = b.policy_id and r.reason_code = b.reason_code
"""
PAGE = "order by b.anchor_date desc, b.entity_id limit $size offset $skipped"


def orders_of_step(run: Run, recommendation_id: str, page: int = 1, size: int = ALL) -> tuple[Row, ...]:
    """The bad orders that a step rests on, newest first; order_total says how many there are."""
    return fetch(
        run,
        f"""
        {ORDERS}
        inner join fct_enforcement_recommendations as s
            on s.episode_id = b.episode_id and b.anchor_date < s.window_end_date
            and (s.window_start_date is null or s.window_start_date <= b.anchor_date)
        where s.recommendation_id = $id {PAGE}
    """,
        id=recommendation_id,
        size=size,
        skipped=(page - 1) * size,
    )


def orders_of_episode(run: Run, episode_id: str, page: int = 1, size: int = ALL) -> tuple[Row, ...]:
    """The bad orders of a breach, newest first."""
    return fetch(run, f"{ORDERS} where b.episode_id = $id {PAGE}", id=episode_id, size=size, skipped=(page - 1) * size)
