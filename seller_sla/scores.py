"""Scores of the published marts with the words that tell them: the query that the app and documents begin with."""

RANK = """case s.status when 'breach' then 0 when 'at_risk' then 1 when 'watch' then 2
    when 'good' then 3 when 'insufficient' then 4 else 5 end"""


def in_force(alias: str) -> str:
    """Condition: a row of dim_sla_limits holds for the window of a score `s`."""
    return f"""{alias}.policy_id = s.policy_id and {alias}.window_code = s.window_code
        and {alias}.valid_from < s.window_end_date and ({alias}.valid_to is null or s.window_end_date <= {alias}.valid_to)"""


# Of the windows that bind, the worst decides: a score of ten days and one of thirty both have to be good.
SCORES = f"""
    select
        s.*, {RANK} as status_rank, d.seller_name, m.title, m.short_name, m.bad_noun, m.unit, m.display_unit,
        m.units_per_value, m.entity_type, m.counts, m.sort_order, t.bad_unit, t.min_bad_unit, w.ends_on, v.severity_title,
        row_number() over (
            partition by s.seller_id, s.program, s.metric_code
            order by not s.is_binding, {RANK}, not s.is_headline, s.window_code
        ) = 1 as is_deciding,
        g.title as program_title, g.sort_order as program_order, g.timezone as program_timezone,
        g.calendar_id as program_calendar_id
    from fct_seller_scorecards as s
    inner join dim_sellers as d on d.seller_id = s.seller_id
    inner join dim_sla_metrics as m on m.metric_code = s.metric_code
    inner join dim_sla_programs as g on g.program = s.program
    left join dim_sla_limits as t on t.severity_rank = 0 and {in_force("t")}
    left join dim_sla_windows as w
        on w.program = s.program and w.metric_code = s.metric_code and w.window_code = s.window_code and w.choice = 1
    left join dim_sla_limits as v on v.severity_code = s.severity_code and {in_force("v")}
"""

UNJUDGED = {"insufficient": "too few to judge", "no_data": "nothing to judge"}


def status_words(status: str) -> str:
    """breach, at risk, too few to judge."""
    return UNJUDGED.get(status, status.replace("_", " "))
