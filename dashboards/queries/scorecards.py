"""One seller. Numbers come from the marts as they are; SQL here only joins, filters, sums and divides."""

from typing import NamedTuple

from queries.published import Row, Run, fetch
from seller_sla.scores import SCORES, in_force


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
    """Every SLA and window of one seller, with the rule in words; the window that decides comes first in each SLA."""
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
        order by s.program_order, s.sort_order, not s.is_deciding, not s.is_headline, s.window_start_date desc
    """,
        seller_id=seller_id,
    )


RECENT = """partition by program, metric_code order by date_day
                range between to_days(cast($days as integer) - 1) preceding and current row"""

# Of the metrics that are judged by one. The days themselves are rows without a value, so that each has its percentiles.
PERCENTILES = f"""
        measured as (
            select h.program, h.metric_code, o.anchor_date as date_day, o.measured_value
            from heads as h
            inner join fct_sla_outcomes as o
                on o.seller_id = h.seller_id and o.program = h.program and o.metric_code = h.metric_code
                and o.verdict in ('met', 'breached', 'overdue')
            where h.statistic in ('median', 'p90', 'p95')
            union all
            select program, metric_code, date_day, null from daily
        ),

        percentiles as (
            select distinct
                program, metric_code, date_day, quantile_disc(measured_value, 0.5) over recent as median,
                quantile_disc(measured_value, 0.9) over recent as p90,
                quantile_disc(measured_value, 0.95) over recent as p95
            from measured
            window recent as ({RECENT})
        )
"""


def trend(run: Run, seller_id: str, days: int) -> tuple[Row, ...]:
    """Per SLA and day: counts of the days that end there, and what the limit is held against over them."""
    return fetch(
        run,
        f"""
        with heads as (select * from ({SCORES}) as s where seller_id = $seller_id and is_deciding),

        spans as (
            select program, metric_code, min(anchor_date) as first_date from fct_seller_sla_daily
            where seller_id = $seller_id and population_count > 0 group by program, metric_code
        ),

        daily as (
            select
                p.program, p.metric_code, t.date_day,
                sum(coalesce(d.population_count, 0)) as population_count,
                sum(coalesce(d.breached_count, 0) + coalesce(d.overdue_count, 0)) as bad_count,
                sum(coalesce(d.accountable_bad_count, 0)) as accountable_bad_count,
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
                sum(bad_count) over recent as bad_count, sum(accountable_bad_count) over recent as accountable_bad_count,
                sum(measured_value_sum) over recent as measured_value_sum,
                sum(measured_value_count) over recent as measured_value_count,
                row_number() over (partition by program, metric_code order by date_day) as day_no
            from daily
            window recent as ({RECENT})
        ),

{PERCENTILES},

        counted as (
            select
                s.* exclude (bad_count, accountable_bad_count), h.statistic, p.median, p.p90, p.p95,
                case h.bad_unit when 'accountable' then s.accountable_bad_count else s.bad_count end as bad_count
            from sums as s
            inner join heads as h on h.program = s.program and h.metric_code = s.metric_code
            inner join percentiles as p
                on p.program = s.program and p.metric_code = s.metric_code and p.date_day = s.date_day
            where s.population_count >= h.min_volume and s.population_count > 0 and s.day_no >= $days
        ),

        valued as (
            select
                *,
                case statistic
                    when 'mean' then measured_value_sum / nullif(measured_value_count, 0)
                    when 'median' then median
                    when 'p90' then p90
                    when 'p95' then p95
                    when 'bad_count' then bad_count
                    when 'good_rate' then (population_count - bad_count) / population_count
                    else bad_count / population_count
                end as value
            from counted
        )

        select program, metric_code, date_day, population_count, bad_count, value from valued
        where value is not null order by program, metric_code, date_day
    """,
        seller_id=seller_id,
        days=days,
    )


ORDERS = f"""
    from fct_sla_outcomes as o
    inner join fct_seller_scorecards as s
        on s.seller_id = o.seller_id and s.program = o.program and s.metric_code = o.metric_code
        and s.window_start_date <= o.anchor_date and o.anchor_date < s.window_end_date
    inner join dim_sla_metrics as m on m.metric_code = o.metric_code
    left join dim_sla_limits as t on t.severity_rank = 0 and {in_force("t")}
    where o.seller_id = $seller_id and o.program = $program and o.metric_code = $metric_code
        and s.window_code = $window_code
"""

# What a list shows. A measured value has no bad ones: its list shows those on the wrong side of the limit.
IS_RATE = "coalesce(s.statistic, '') not in ('mean', 'median', 'p90', 'p95')"
AGAINST = f"""
    case
        when {IS_RATE}
            then o.verdict in ('breached', 'overdue') and (o.is_accountable or coalesce(t.bad_unit, '') <> 'accountable')
        when o.verdict not in ('met', 'breached', 'overdue') then false
        when s.comparator = 'at_most' then o.measured_value > s.limit_value
        when s.comparator = 'below' then o.measured_value >= s.limit_value
        when s.comparator = 'at_least' then o.measured_value < s.limit_value
        when s.comparator = 'above' then o.measured_value <= s.limit_value
    end
"""
COUNTED = "case m.counts when 'measured_value' then o.measured_value else 1 end"
SPARED = "o.verdict in ('breached', 'overdue') and not o.is_accountable"
LISTS = {
    "against": AGAINST,
    "spared": f"t.bad_unit = 'accountable' and {SPARED}",
    "pending": "o.verdict = 'pending'",
    "excluded": "o.verdict = 'excluded'",
    "void": "o.verdict = 'void'",
}


class Size(NamedTuple):
    """How many rows a list has, and what they add up to: as many orders, or the pieces of a metric that counts pieces."""

    rows: int
    number: int


def list_sizes(run: Run, seller_id: str, program: str, metric_code: str, window_code: str) -> dict[str, Size]:
    """The size of each list."""
    sizes = ", ".join(
        f"[count(*) filter ({condition}), coalesce(sum({COUNTED}) filter ({condition}), 0)] as {name}"
        for name, condition in LISTS.items()
    )
    rows = fetch(
        run,
        f"select {sizes} {ORDERS}",
        seller_id=seller_id,
        program=program,
        metric_code=metric_code,
        window_code=window_code,
    )
    return {name: Size(*map(int, size)) for name, size in vars(rows[0]).items()}


def causes(run: Run, seller_id: str, program: str, metric_code: str, window_code: str) -> tuple[Row, ...]:
    """Who caused the bad ones that the seller does not answer for, most first."""
    return fetch(
        run,
        f"""select o.attribution, cast(sum({COUNTED}) as bigint) as number {ORDERS} and {SPARED}
        group by o.attribution order by number desc, o.attribution""",
        seller_id=seller_id,
        program=program,
        metric_code=metric_code,
        window_code=window_code,
    )


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
    """The orders behind one count of the scorecard, or tickets about none: same window and verdicts; worst or newest first."""
    return fetch(
        run,
        f"""
        with chosen as (
            select
                o.*,
                case when {IS_RATE} then null
                    when s.comparator in ('at_least', 'above') then -o.measured_value else o.measured_value end as worse
            {ORDERS} and {LISTS[name]}
        )
        select
            c.order_id, c.subject_id, c.entity_id, c.anchor_date, c.verdict, r.sentence as reason, c.reason_code, c.started_at,
            c.due_at, c.stopped_at, c.late_seconds, c.measured_value, c.attribution, c.is_accountable, f.ordered_at
        from chosen as c
        left join dim_verdict_reasons as r on r.policy_id = c.policy_id and r.reason_code = c.reason_code
        left join fct_orders as f on f.seller_id = $seller_id and f.order_id = c.order_id
        order by
            c.worse desc nulls last, c.anchor_date desc, c.subject_id, c.entity_id, c.policy_id
        limit $size offset $skipped
    """,
        seller_id=seller_id,
        program=program,
        metric_code=metric_code,
        window_code=window_code,
        size=size,
        skipped=(page - 1) * size,
    )
