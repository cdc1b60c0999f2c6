"""Breaches of one seller, what explains them, and what its account should be asked. SQL here only joins, filters and counts."""

from queries.published import Row, Run, fetch


def episodes(run: Run, seller_id: str) -> tuple[Row, ...]:
    """Open breaches first, then the newest."""
    return fetch(
        run,
        """
        select
            e.*, e.peak_statistic as statistic, e.peak_limit_value as limit_value, m.title, m.bad_noun, m.entity_type,
            m.unit, m.display_unit, m.units_per_value, g.title as program_title
        from fct_sla_breach_episodes as e
        inner join dim_sla_metrics as m on m.metric_code = e.metric_code
        inner join dim_sla_programs as g on g.program = e.program
        where e.seller_id = $id
        order by not e.is_open, e.severity_rank desc, e.first_date desc, e.episode_id
    """,
        id=seller_id,
    )


def drivers(run: Run, seller_id: str) -> tuple[Row, ...]:
    """What explains the breaches of a seller, most first in each."""
    return fetch(
        run,
        """
        select * from fct_breach_drivers where seller_id = $id and driver_no is not null order by episode_id, driver_no
    """,
        id=seller_id,
    )


def looked_at(run: Run, seller_id: str) -> tuple[Row, ...]:
    """Per breach: how many values were compared, and how many had too few orders for it."""
    return fetch(
        run,
        """
        select
            episode_id, count(*) filter (finding <> 'too_few_orders') as compared_count,
            count(*) filter (finding = 'too_few_orders') as few_count
        from fct_breach_drivers where seller_id = $id group by episode_id
    """,
        id=seller_id,
    )


def all_drivers(run: Run, episode_id: str) -> tuple[Row, ...]:
    """Every value that was looked at for a breach."""
    return fetch(
        run,
        """
        select * from fct_breach_drivers where episode_id = $id
        order by driver_no nulls last, dimension, dimension_value
    """,
        id=episode_id,
    )


def returns(run: Run, episode_id: str) -> tuple[Row, ...]:
    """The drill behind a return rate: what came back most often first."""
    return fetch(
        run,
        """
        select * from fct_return_investigations where episode_id = $id
        order by returned_line_count desc, returned_low desc, reason_code, sku, cohort_month
    """,
        id=episode_id,
    )


def flags(run: Run, seller_id: str) -> tuple[Row, ...]:
    """What the self-audit found, raised ones first."""
    return fetch(
        run,
        "select * from fct_seller_red_flags where seller_id = $id order by not is_raised, flagged_count desc, flag_code",
        id=seller_id,
    )


def flag_orders(run: Run, seller_id: str, flag_code: str) -> tuple[Row, ...]:
    """The orders behind one flag, newest first."""
    return fetch(
        run,
        """
        select * from fct_red_flag_orders where seller_id = $id and flag_code = $flag_code
        order by ordered_at desc, order_id
    """,
        id=seller_id,
        flag_code=flag_code,
    )
