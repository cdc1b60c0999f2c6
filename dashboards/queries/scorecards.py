"""One seller. Numbers come from the marts as they are; SQL here only joins, filters, sums and divides."""

from queries.overview import SCORES
from queries.published import Row, Run, fetch


def names(run: Run) -> tuple[Row, ...]:
    """Every seller to choose from."""
    return fetch(run, "select seller_id, seller_name from dim_sellers order by lower(seller_name), seller_id")


def seller(run: Run, seller_id: str) -> tuple[Row, ...]:
    return fetch(
        run,
        """
        select
            d.*,
            (select coalesce(max(h.held_back_row_count), 0) from fct_seller_health as h where h.seller_id = d.seller_id)
                as held_back_row_count
        from dim_sellers as d where d.seller_id = $seller_id
    """,
        seller_id=seller_id,
    )


def scores(run: Run, seller_id: str) -> tuple[Row, ...]:
    """Every SLA and window of one seller, with the rule in words; the headline window of each SLA comes first."""
    return fetch(
        run,
        f"""
        with rules as (
            select policy_id, arg_max(rule_sentence, policy_version) as rule_sentence,
                arg_max(source_url, policy_version) as rule_source_url,
                arg_max(is_assumption, policy_version) as is_rule_assumption
            from dim_sla_policies group by policy_id
        )
        select s.*, coalesce(r.rule_sentence, m.definition) as rule_sentence, r.rule_source_url, r.is_rule_assumption
        from ({SCORES}) as s
        inner join dim_sla_metrics as m on m.metric_code = s.metric_code
        left join rules as r on r.policy_id = s.policy_id
        where s.seller_id = $seller_id
        order by s.program_order, s.sort_order, not s.is_headline, s.window_start_date desc
    """,
        seller_id=seller_id,
    )


def trend(run: Run, seller_id: str, days: int) -> tuple[Row, ...]:
    """Per SLA and day: counts of the days that end there, and the value in the direction of the limit."""
    return fetch(
        run,
        """
        with spans as (
            select program, metric_code, min(anchor_date) as first_date from fct_seller_sla_daily
            where seller_id = $seller_id and population_count > 0 group by program, metric_code
        ),

        daily as (
            select
                p.program, p.metric_code, t.date_day,
                sum(coalesce(d.population_count, 0)) as population_count,
                sum(coalesce(d.breached_count, 0) + coalesce(d.overdue_count, 0)) as bad_count,
                sum(coalesce(d.measured_value_sum, 0)) as measured_value_sum,
                sum(coalesce(d.measured_value_count, 0)) as measured_value_count
            from spans as p
            inner join dim_dates as t
                on t.date_day >= p.first_date and t.date_day <= (select cast(as_of_at as date) from publish_manifest)
            left join fct_seller_sla_daily as d
                on d.seller_id = $seller_id and d.program = p.program and d.metric_code = p.metric_code
                and d.anchor_date = t.date_day
            group by p.program, p.metric_code, t.date_day
        ),

        sums as (
            select
                program, metric_code, date_day, sum(population_count) over recent as population_count,
                sum(bad_count) over recent as bad_count, sum(measured_value_sum) over recent as measured_value_sum,
                sum(measured_value_count) over recent as measured_value_count,
                row_number() over (partition by program, metric_code order by date_day) as day_no
            from daily
            window recent as (
                partition by program, metric_code order by date_day
                range between to_days(cast($days as integer) - 1) preceding and current row
            )
        )

        select
            s.program, s.metric_code, s.date_day, s.population_count, s.bad_count,
            case c.statistic
                when 'mean' then s.measured_value_sum / nullif(s.measured_value_count, 0)
                when 'good_rate' then (s.population_count - s.bad_count) / s.population_count
                else s.bad_count / s.population_count
            end as value
        from sums as s
        inner join fct_seller_scorecards as c
            on c.seller_id = $seller_id and c.program = s.program and c.metric_code = s.metric_code and c.is_headline
        where s.population_count >= c.min_volume and s.population_count > 0 and s.day_no >= $days
        order by s.program, s.metric_code, s.date_day
    """,
        seller_id=seller_id,
        days=days,
    )


ORDERS = """
    from fct_sla_outcomes as o
    inner join fct_seller_scorecards as s
        on s.seller_id = o.seller_id and s.program = o.program and s.metric_code = o.metric_code
        and s.window_start_date <= o.anchor_date and o.anchor_date < s.window_end_date
    where o.seller_id = $seller_id and o.program = $program and o.metric_code = $metric_code
        and s.window_code = $window_code
"""

# What a list of orders shows. A mean has no bad orders: its list shows those that are slower than the limit.
AGAINST = """
    case when s.statistic = 'mean' then o.verdict = 'met' and o.measured_value > s.limit_value
        else o.verdict in ('breached', 'overdue') end
"""
LISTS = {
    "against": AGAINST,
    "pending": "o.verdict = 'pending'",
    "excluded": "o.verdict = 'excluded'",
    "void": "o.verdict = 'void'",
}


def list_counts(run: Run, seller_id: str, program: str, metric_code: str, window_code: str) -> dict[str, int]:
    """How many orders each list has."""
    counts = ", ".join(f"count(*) filter ({condition}) as {name}" for name, condition in LISTS.items())
    rows = fetch(
        run,
        f"select {counts} {ORDERS}",
        seller_id=seller_id,
        program=program,
        metric_code=metric_code,
        window_code=window_code,
    )
    return vars(rows[0])


def orders(
    run: Run,
    seller_id: str,
    program: str,
    metric_code: str,
    window_code: str,
    name: str,
    page: int = 1,
    size: int = 1_000_000,
) -> tuple[Row, ...]:
    """The orders behind one count of the scorecard, or tickets about none: same window and verdicts; slowest or newest first."""
    return fetch(
        run,
        f"""
        with chosen as (select o.*, s.statistic {ORDERS} and {LISTS[name]})
        select
            c.order_id, c.subject_id, c.anchor_date, c.verdict, r.sentence as reason, c.reason_code, c.started_at, c.due_at,
            c.stopped_at, c.late_seconds, c.measured_value, c.attribution, c.is_accountable, f.ordered_at
        from chosen as c
        left join dim_verdict_reasons as r on r.policy_id = c.policy_id and r.reason_code = c.reason_code
        left join fct_orders as f on f.seller_id = $seller_id and f.order_id = c.order_id
        order by
            case when c.statistic = 'mean' then c.measured_value end desc nulls last, c.anchor_date desc, c.subject_id,
            c.entity_id, c.policy_id
        limit $size offset $skipped
    """,
        seller_id=seller_id,
        program=program,
        metric_code=metric_code,
        window_code=window_code,
        size=size,
        skipped=(page - 1) * size,
    )
