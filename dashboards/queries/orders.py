"""One order and everything that was said about it."""

from datetime import date

from queries.published import Row, Run, fetch

ORDER = """
    select o.*, d.seller_name from fct_orders as o left join dim_sellers as d on d.seller_id = o.seller_id
"""


def order(run: Run, order_id: str) -> tuple[Row, ...]:
    """The order of that number; capital letters make no difference unless two numbers differ only by them."""
    return fetch(
        run,
        f"""{ORDER} where o.order_id = $order_id or lower(o.order_id) = lower($order_id)
        order by o.order_id <> $order_id, o.order_id limit 1""",
        order_id=order_id,
    )


def basket(run: Run, purchase_id: str) -> tuple[Row, ...]:
    """The seller orders of one purchase."""
    return fetch(
        run, f"{ORDER} where o.purchase_id = $purchase_id order by o.order_id limit 50", purchase_id=purchase_id
    )


def unattributed(run: Run, purchase_id: str) -> tuple[Row, ...]:
    return fetch(
        run, "select * from fct_unattributed_orders where purchase_id = $purchase_id limit 1", purchase_id=purchase_id
    )


def outcomes(run: Run, order_id: str) -> tuple[Row, ...]:
    """Every verdict on the order, in the policy order of the SLAs."""
    return fetch(
        run,
        """
        select
            v.*, m.title, m.short_name, m.unit, m.display_unit, m.units_per_value, m.entity_type,
            m.due_words, m.stop_verb, r.sentence as reason,
            coalesce(p.rule_sentence, m.definition) as rule_sentence, p.clock_sentence, p.is_assumption, p.source_url,
            g.title as program_title, g.calendar_id as program_calendar_id
        from fct_sla_outcomes as v
        inner join dim_sla_metrics as m on m.metric_code = v.metric_code
        inner join dim_sla_programs as g on g.program = v.program
        left join dim_sla_policies as p on p.policy_id = v.policy_id and p.policy_version = v.policy_version
        left join dim_verdict_reasons as r on r.policy_id = v.policy_id and r.reason_code = v.reason_code
        where v.order_id = $order_id
        order by g.sort_order, m.sort_order, v.entity_id, v.policy_version
    """,
        order_id=order_id,
    )


def events(run: Run, order_id: str) -> tuple[Row, ...]:
    return fetch(
        run,
        """
        select
            event_no, event_type, status, event_at, recorded_at, actor, reason_code,
            coalesce(is_reverted, false) as is_reverted
        from fct_order_events where order_id = $order_id order by event_at, event_no
    """,
        order_id=order_id,
    )


def anomalies(run: Run, order_id: str) -> tuple[Row, ...]:
    return fetch(
        run,
        """
        select anomaly_type, event_at, status, detail from fct_status_anomalies where order_id = $order_id
        order by event_at, anomaly_type
    """,
        order_id=order_id,
    )


def calendar(run: Run, calendar_id: str, first: date, last: date) -> tuple[Row, ...]:
    return fetch(
        run,
        """
        select local_date, opens_at, closes_at, is_holiday, holiday_name from dim_calendar_days
        where calendar_id = $calendar_id and local_date between $first and $last order by local_date
    """,
        calendar_id=calendar_id,
        first=first,
        last=last,
    )
