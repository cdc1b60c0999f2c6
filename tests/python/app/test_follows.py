"""What follows from a score, on the pages: numbers of the marts, any address, every reader's question answered."""

import pytest

from components import enforcement, escape, text
from published_copies import rows
from queries import actions, at_risk, breaches, standing
from queries.published import Run, current
from shown import UNKNOWN, addresses, everything, read


@pytest.fixture
def run(published_demo, monkeypatch) -> Run:
    monkeypatch.setenv("SELLER_SLA_WAREHOUSE_DIR", str(published_demo))
    return current()


# Actions


def test_the_headline_of_actions_counts_what_the_mart_counts(open_app, published_demo):
    waiting, appeals = rows(
        published_demo,
        """select count(*) filter (status = 'open'), count(*) filter (has_open_appeal)
        from fct_enforcement_recommendations""",
    )[0]
    assert waiting > 0
    assert appeals > 0
    app = open_app("actions")
    assert app.title[0].value.startswith(f"{text.plural(waiting, 'step')} wait")
    assert f"{text.plural(appeals, 'appeal')} " in app.title[0].value
    assert f"Waiting for a decision ({waiting})" in [heading.value for heading in app.subheader]


def test_steps_that_wait_come_first_the_hardest_on_top(open_app, published_demo):
    waiting = rows(
        published_demo,
        """select recommendation_id from fct_enforcement_recommendations where status = 'open'
        order by step_no desc, opened_on, recommendation_id""",
    )
    shown = [query for query in addresses(open_app("actions")) if query.startswith("step=")]
    assert shown[: len(waiting)] == [f"step={name.replace('/', '%2F')}" for (name,) in waiting]


def test_every_step_ever_recommended_is_on_some_page(run, published_demo):
    pages = [
        row.recommendation_id for page in range(1, 20) for row in actions.steps(run, (0, 1, 2, 3), "", "", page, 4)
    ]
    expected = rows(published_demo, "select recommendation_id from fct_enforcement_recommendations")
    assert sorted(pages) == sorted(name for (name,) in expected)
    assert len(pages) == len(set(pages)) > 10


def test_a_step_shows_all_that_its_row_says(open_app, published_demo):
    """Every step opens: facts, clause, dates and decisions of the mart, and the command only while it waits."""
    for name, facts, clause, status, seller in rows(
        published_demo,
        "select recommendation_id, facts, clause, status, seller_id from fct_enforcement_recommendations",
    ):
        app = open_app("actions", step=name)
        shown = read(app)
        for words in (facts, clause, name):
            assert words in shown, name
        assert "None" not in shown
        assert f"seller={seller}" in " ".join(addresses(app))
        assert len(app.code) == (status in enforcement.UNDECIDED), name
        assert not app.code or name in app.code[0].value


def test_decisions_say_by_whom_and_why(open_app, published_demo):
    found = rows(
        published_demo,
        "select recommendation_id, decided_by, reason from fct_enforcement_decisions where timing = 'in_time'",
    )
    assert len(found) > 3
    listed = read(open_app("actions", show="Decided"))
    for name, who, why in found:
        assert f"by {who} on " in read(open_app("actions", step=name))
        assert why in read(open_app("actions", step=name))
        assert why in listed


def test_a_decision_on_what_nobody_recommended_is_not_lost(open_app, changed):
    stray = """insert into fct_enforcement_decisions by name select * replace
        ('no/such/step' as recommendation_id, 'D999' as decision_id, 'unknown' as timing)
        from (select * from fct_enforcement_decisions limit 1)"""
    shown = read(open_app("actions", changed(stray)))
    assert "no/such/step" in shown
    assert "Entry D999; on a step that no build has recommended" in shown


def test_a_step_rests_on_the_orders_that_its_row_counts(run, published_demo):
    for name, number in rows(
        published_demo, "select recommendation_id, order_count from fct_enforcement_recommendations"
    ):
        found = actions.orders_of_step(run, name)
        assert len({row.order_id or row.entity_id for row in found}) == number, name
        assert all(row.reason for row in found), name
        paged = [row.entity_id for page in range(1, number + 2) for row in actions.orders_of_step(run, name, page, 3)]
        assert paged == [row.entity_id for row in found]


def test_orders_that_were_told_stay_told_when_the_facts_are_restated(open_app, changed, published_demo):
    name, told = rows(
        published_demo,
        "select recommendation_id, orders from fct_enforcement_recommendations where status = 'open' limit 1",
    )[0]
    assert "Orders told" not in read(open_app("actions", step=name))
    shown = read(open_app("actions", changed("delete from fct_breach_orders"), step=name))
    assert f"of which {told}; the list beside is of the facts as they are known now" in shown


def test_filters_of_actions_come_from_the_address(open_app, published_demo):
    seller, name, number = rows(
        published_demo,
        """select r.seller_id, d.seller_name, count(*) from fct_enforcement_recommendations as r
        inner join dim_sellers as d on d.seller_id = r.seller_id
        where r.status = 'withdrawn' group by all order by 3 desc, 1 limit 1""",
    )[0]
    app = open_app("actions", show="Withdrawn", find=seller.lower())
    assert [heading.value for heading in app.subheader] == [f"Withdrawn ({number})"]
    assert escape.safe(name) in "\n".join(link.proto.label for link in app.get("page_link"))
    assert {query for query in addresses(app) if query.startswith("seller=")} == {f"seller={seller}"}
    nothing = open_app("actions", find="nobody at all")
    assert "No step matches these filters" in everything(nothing)
    nothing.button[0].click().run()
    assert "Waiting for a decision" in everything(nothing)


def test_a_choice_is_kept_in_the_address(open_app):
    app = open_app("actions")
    app.segmented_control("show_filter").set_value("Withdrawn").run()
    assert not app.exception
    assert app.query_params["show"] == "Withdrawn"
    assert [heading.value.partition(" (")[0] for heading in app.subheader] == ["Withdrawn"]


@pytest.mark.parametrize("words", UNKNOWN)
def test_any_address_of_the_new_pages_opens(open_app, words):
    asked = open_app("actions", step=words, show=words, program=words, find=words)
    assert asked.title[0].value == "No such step" if words else "wait" in asked.title[0].value
    for page in ("actions", "coming_up", "standing"):
        app = open_app(page, show=words, program=words, find=words, due=words, board=words, promise=words)
        assert app.title[0].value


@pytest.mark.parametrize("title", ["MALL (Mirakl)", "*MALL* [x](y)"])
def test_a_program_is_chosen_by_its_title_whatever_signs_it_has(open_app, changed, title):
    warehouse = changed(f"update dim_sla_programs set title = '{title}' where program = 'mall'")
    for page in ("overview", "actions", "coming_up"):
        app = open_app(page, warehouse, program=title)
        assert app.segmented_control("program_filter").value == title
        assert escape.safe(title) in app.segmented_control("program_filter").options


# Coming up


def test_what_is_coming_up_counts_what_the_mart_counts(open_app, published_demo):
    total, day, breaks = rows(
        published_demo,
        """select count(*), count(*) filter (seconds_left <= 86400),
            count(*) filter (seconds_left <= 86400 and is_over_if_missed and budget_left >= 0) from fct_at_risk_orders""",
    )[0]
    assert total > day > breaks > 0
    app = open_app("coming_up")
    assert app.title[0].value.startswith(f"{day} promises fall due within a day; {breaks} of them ")
    assert f"Of {total} open promises" in everything(app)


def test_the_most_urgent_come_first_and_lead_to_their_order(open_app, published_demo):
    first = rows(
        published_demo,
        """select order_id from fct_at_risk_orders
        order by step_no, due_at, not is_over_if_missed, budget_left < 0, seller_id, entity_id limit 1""",
    )[0][0]
    app = open_app("coming_up")
    shown = [query for query in addresses(app) if query.startswith("order=")]
    assert shown[0].startswith(f"order={first}&for=")
    assert len(shown) == 25


def test_every_open_promise_is_on_some_page_in_order(run, published_demo):
    pages = [row for page in range(1, 30) for row in at_risk.cases(run, "", "", "", "", page, 10)]
    assert len(pages) == rows(published_demo, "select count(*) from fct_at_risk_orders")[0][0]
    assert [row.step_no for row in pages] == sorted(row.step_no for row in pages)
    assert len({(row.policy_id, row.policy_version, row.entity_id) for row in pages}) == len(pages)


def test_filters_of_what_is_coming_up_are_those_of_the_mart(run, published_demo):
    for effect, condition in (("breaks", "budget_left >= 0"), ("broken", "budget_left < 0")):
        found = at_risk.cases(run, "", "", "", effect)
        expected = f"select count(*) from fct_at_risk_orders where is_over_if_missed and {condition}"
        assert len(found) == rows(published_demo, expected)[0][0] > 0
    assert {row.urgency for row in at_risk.cases(run, "Due later", "", "", "")} == {"Due later"}


def test_a_ticket_about_no_order_has_no_link(open_app, changed):
    warehouse = changed("update fct_at_risk_orders set order_id = null, entity_id = 'T-' || entity_id")
    app = open_app("coming_up", warehouse)
    assert "T-P" in read(app)
    assert not [query for query in addresses(app) if query.startswith("order=")]


# Standing


def test_the_board_has_every_place_of_the_mart(open_app, published_demo):
    for program, metric in rows(published_demo, "select distinct program, metric_code from fct_seller_leaderboard"):
        app = open_app("standing", board=f"{program}.{metric}")
        expected = rows(
            published_demo,
            f"""select seller_id from fct_seller_leaderboard
            where program = '{program}' and metric_code = '{metric}'""",
        )
        shown = [query for query in addresses(app) if query.endswith(f"sla={program}.{metric}")]
        assert sorted(shown) == sorted(f"seller={seller}&sla={program}.{metric}" for (seller,) in expected)
        assert "None" not in read(app)


def test_places_and_numbers_are_those_of_the_mart(run, published_demo):
    for board in standing.boards(run):
        found = standing.places(run, board.program, board.metric_code)
        assert [row.place for row in found] == sorted(row.place for row in found)
        assert all(row.comparator and row.limit_value is not None for row in found)


def test_who_rose_and_fell_is_told_when_there_is_a_day_to_compare_with(open_app, changed):
    where = "where program = 'mall' and metric_code = 'on_time_delivery'"
    warehouse = changed(
        f"""update fct_seller_leaderboard
        set previous_date = date '2026-06-03', previous_place = place + 2, places_gained = 2 {where}""",
        f"update fct_seller_leaderboard set previous_place = 1, places_gained = 1 - place {where} and seller_id = 'S02'",
    )
    shown = read(open_app("standing", warehouse, board="mall.on_time_delivery"))
    assert "Since 3 June 2026." in shown
    assert ":green[:material/arrow_upward: 2]" in shown
    place = rows(warehouse, f"select place from fct_seller_leaderboard {where} and seller_id = 'S02'")[0][0]
    assert f"place 1 → {place}" in shown
    assert "No earlier places to compare with" in everything(open_app("standing"))


def test_who_comes_back_is_told_with_its_range_and_the_caution(open_app, published_demo):
    shown = read(open_app("standing", promise="mall.on_time_delivery.mall"))
    assert "association, not cause" in shown
    found = rows(
        published_demo,
        """select kept_share, kept_count, kept_low, kept_high from fct_repeat_purchase
        where seller_id = 'any' and program = 'mall' and metric_code = 'on_time_delivery'""",
    )
    assert len(found) > 3
    for share, number, low, high in found:
        assert f"**{text.share(float(share), None)}** of {text.count(number)}" in shown
        assert f"likely {text.share(float(low), None)} to {text.share(float(high), None)}" in shown


# What follows, on the page of a seller


def tab_names(app) -> list[str]:
    return [tab.label for tab in app.tabs]


def test_every_seller_sees_what_follows(open_app, published_demo):
    for (seller,) in rows(published_demo, "select seller_id from dim_sellers order by 1"):
        counts = [
            rows(published_demo, f"select count(*) from {mart} where seller_id = '{seller}' {condition}")[0][0]
            for mart, condition in (
                ("fct_enforcement_recommendations", "and status in ('open', 'on_hold')"),
                ("fct_sla_breach_episodes", "and is_open"),
                ("fct_seller_red_flags", "and is_raised"),
                ("fct_seller_badges", ""),
            )
        ]
        app = open_app("seller", seller=seller)
        assert tab_names(app) == [
            f"{name} {count}" for name, count in zip(("Steps", "Breaches", "Questions", "Badges"), counts, strict=True)
        ]
        assert ("[What follows](#what-follows)" in everything(app)) == any(counts)
        assert "None" not in read(app).replace("None is published", "")


def test_an_open_breach_names_what_explains_it(open_app, published_demo):
    episode, seller, value, share, bad, judged = rows(
        published_demo,
        """select d.episode_id, d.seller_id, d.dimension_value, d.excess_share, d.inside_bad_count, d.inside_count
        from fct_breach_drivers as d inner join fct_sla_breach_episodes as e on e.episode_id = d.episode_id
        where d.driver_no = 1 and e.is_open order by 1 limit 1""",
    )[0]
    shown = read(open_app("seller", seller=seller))
    assert (
        f"Product {value}** explains {text.share(float(share), None)} of the excess. Bad are {bad} of {judged},"
        in shown
    )
    assert "(likely " in shown
    returned = rows(published_demo, f"select sum(1) from fct_return_investigations where episode_id = '{episode}'")
    assert returned[0][0] > 10
    assert "Too small" in shown


def test_a_breach_without_a_driver_says_that_nothing_explains_it(open_app, published_demo):
    seller = rows(
        published_demo,
        """select min(seller_id) from fct_sla_breach_episodes where is_open
        and episode_id not in (select episode_id from fct_breach_drivers where driver_no is not null)""",
    )[0][0]
    assert "Nothing explains it beyond chance" in read(open_app("seller", seller=seller))


def test_orders_of_breaches_are_those_of_the_mart(run, published_demo):
    for seller, number in rows(published_demo, "select seller_id, count(*) from fct_breach_orders group by all"):
        listed = [len(actions.orders_of_episode(run, e.episode_id)) for e in breaches.episodes(run, seller)]
        assert sum(listed) == number


def test_a_red_flag_is_a_question_with_its_orders(open_app, published_demo):
    seller, question, flagged, checked = rows(
        published_demo,
        """select seller_id, question, flagged_count, checked_count from fct_seller_red_flags where is_raised
        order by flagged_count desc limit 1""",
    )[0]
    app = open_app("seller", seller=seller)
    shown = read(app)
    assert question in shown
    assert f"{flagged} of {checked} orders" in shown
    assert "not verdicts" in shown
    assert "What is the reason?" in shown
    orders = rows(
        published_demo,
        f"select order_id from fct_red_flag_orders where seller_id = '{seller}' order by ordered_at desc, order_id limit 1",
    )
    assert f"order={orders[0][0]}" in " ".join(addresses(app))


def test_a_seller_without_anything_sees_designed_states(open_app, changed, published_demo):
    marts = ("fct_enforcement_recommendations", "fct_sla_breach_episodes", "fct_seller_red_flags", "fct_seller_badges")
    shown = everything(open_app("seller", changed(*(f"delete from {mart}" for mart in marts)), seller="S04"))
    for words in ("No step is recommended", "No breach is open", "Nothing to ask", "No badge yet"):
        assert words in shown


# All of a list, as CSV


def test_csv_has_every_column_and_row(run, published_demo):
    for query, parameters, mart in (
        (actions.steps, ((0, 1, 2, 3), "", ""), "fct_enforcement_recommendations"),
        (at_risk.cases, ("", "", "", ""), "fct_at_risk_orders"),
        (standing.all_loyalty, (), "fct_repeat_purchase"),
    ):
        found = query(run, *parameters)
        columns = [name for (name,) in rows(published_demo, f"select column_name from (describe {mart})")]
        assert set(columns) <= set(vars(found[0]))
        assert len(found) == rows(published_demo, f"select count(*) from {mart}")[0][0]
        made = escape.csv_text(vars(found[0]), [vars(row).values() for row in found])
        assert made.count("\r\n") == len(found) + 1
