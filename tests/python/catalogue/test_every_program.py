"""All programs over the demo marketplace at once: every seller in every program, entities in are verdicts out for each."""

import duckdb
import pytest

from every_program import PROGRAMS
from projects import Project, seed_rows
from queries import published, scorecards


@pytest.fixture(scope="module")
def marts(every_program: Project) -> duckdb.DuckDBPyConnection:
    """The published marts of the demo whose sellers are in every program."""
    return duckdb.connect(str(every_program.published), read_only=True)


def test_each_order_has_one_verdict_of_each_order_metric_of_each_program(marts: duckdb.DuckDBPyConnection) -> None:
    missing = marts.execute(
        """
        select p.policy_id, o.buyer_country, count(*)
        from fct_orders as o
        inner join dim_sla_policies as p
            on p.program <> 'olist' and p.buyer_country in ('any', o.buyer_country) and p.seller_id = 'any'
            and p.binding = 'created' and p.valid_from <= o.ordered_at
            and (p.valid_to is null or o.ordered_at < p.valid_to)
        inner join dim_sla_metrics as m on p.metric_code = m.metric_code and m.entity_type = 'order'
        left join fct_sla_outcomes as v
            on o.order_id = v.order_id and p.program = v.program and p.metric_code = v.metric_code
        group by p.policy_id, o.buyer_country, o.order_id
        having count(v.policy_id) <> 1
        limit 10
        """
    ).fetchall()
    assert missing == []


def test_nothing_is_judged_twice_and_every_verdict_says_why(marts: duckdb.DuckDBPyConnection) -> None:
    assert (
        marts.execute(
            """
        select policy_id, entity_id from fct_sla_outcomes group by all having count(*) > 1
        union all
        select v.policy_id, v.reason_code
        from fct_sla_outcomes as v
        anti join dim_verdict_reasons as r using (policy_id, reason_code)
        """
        ).fetchall()
        == []
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_judges_its_metrics(marts: duckdb.DuckDBPyConnection, program: str) -> None:
    """Each metric of the program has a scorecard for each seller, and finds somebody whom it can judge."""
    sellers = marts.execute("select count(*) from dim_sellers").fetchall()[0][0]
    metrics = {row["metric_code"] for row in seed_rows("policy/sla_policies") if row["program"] == program}
    found = marts.execute(
        """
        select metric_code, count(distinct seller_id), sum(population_count) from fct_seller_scorecards
        where program = $program group by metric_code
        """,
        {"program": program},
    ).fetchall()
    assert {metric for metric, _, _ in found} == metrics
    assert {(metric, count) for metric, count, _ in found if count != sellers} == set()
    unjudged = marts.execute(
        """
        select distinct metric_code from dim_sla_policies
        where program = $program and (valid_to is null or valid_to > (select min(ordered_at) from fct_orders))
        except
        select distinct metric_code from fct_sla_outcomes
        where program = $program and verdict in ('met', 'breached', 'overdue')
        """,
        {"program": program},
    ).fetchall()
    assert unjudged == [], "no verdict but excluded, void or pending"


def test_who_comes_before_the_promised_window_is_late_at_kaufland_only(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select program, seller_id from fct_sla_outcomes where reason_code = 'early' group by all order by all"
    ).fetchall()
    assert found == [("kaufland", "S20")]
    [(early, elsewhere)] = marts.execute(
        """
        select count(*), count(*) filter (m.verdict = 'met')
        from fct_sla_outcomes as k
        inner join fct_sla_outcomes as m on k.order_id = m.order_id and m.policy_id = 'mall_on_time_delivery'
        where k.program = 'kaufland' and k.reason_code = 'early'
        """
    ).fetchall()
    assert early == elsewhere


def test_lists_of_pieces_add_up_to_the_scorecard(every_program: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of three pieces is one row of the app's list and three of what its scorecard counts."""
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(every_program.warehouse))
    run = published.current()
    rows = pieces = 0
    for seller in scorecards.names(run):
        for score in scorecards.scores(run, seller.seller_id):
            if score.counts == "measured_value":
                sizes = scorecards.list_sizes(run, score.seller_id, score.program, score.metric_code, score.window_code)
                assert {name: size.number for name, size in sizes.items() if name != "spared"} == {
                    "against": score.bad_count,
                    "pending": score.pending_count,
                    "excluded": score.excluded_count,
                    "void": score.void_count,
                }
                rows += sizes["against"].rows
                pieces += sizes["against"].number
    assert 0 < rows < pieces
