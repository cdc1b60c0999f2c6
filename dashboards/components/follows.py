"""What follows from one seller's scores: steps, breaches with what explains them, questions, badges."""

import streamlit as st

from components import data, enforcement, escape, lists, statement, states, text
from queries import actions, breaches, standing
from queries.published import Row

DRILL = 10
ANCHOR = "what-follows"


def line(seller_id: str) -> None:
    """One quiet sentence near the top that leads to the section."""
    steps = [row for row in data.load(actions.of_seller, seller_id) if row.status in enforcement.UNDECIDED]
    episodes = [row for row in data.load(breaches.episodes, seller_id) if row.is_open]
    flags = [row for row in data.load(breaches.flags, seller_id) if row.is_raised]
    badges = data.load(standing.badges_of, seller_id)
    parts = [
        f"{text.plural(len(steps), 'recommended step')}" if steps else "",
        f"{text.plural(len(episodes), 'open breach')}" if episodes else "",
        f"{text.plural(len(flags), 'question')} to the seller" if flags else "",
        f"{text.plural(len(badges), 'badge')}" if badges else "",
    ]
    words = text.listing([part for part in parts if part])
    if words:
        st.markdown(f":gray[:material/gavel: {words}.]\u2002[What follows](#{ANCHOR})")


def section(seller_id: str) -> None:
    steps, episodes = data.load(actions.of_seller, seller_id), data.load(breaches.episodes, seller_id)
    flags, badges = data.load(breaches.flags, seller_id), data.load(standing.badges_of, seller_id)
    waiting = sum(row.status in enforcement.UNDECIDED for row in steps)
    st.subheader("What follows", anchor=ANCHOR)
    tabs = st.tabs(
        [
            f"Steps {waiting}",
            f"Breaches {sum(row.is_open for row in episodes)}",
            f"Questions {sum(row.is_raised for row in flags)}",
            f"Badges {len(badges)}",
        ]
    )
    drawn = (step_list, breach_list, question_list, badge_list)
    for tab, draw, rows in zip(tabs, drawn, (steps, episodes, flags, badges), strict=True):
        with tab:
            draw(rows)


def step_list(rows: tuple[Row, ...]) -> None:
    """Withdrawn ones are folded."""
    held = [row for row in rows if row.status != "withdrawn"]
    gone = [row for row in rows if row.status == "withdrawn"]
    if not held:
        states.empty("No step is recommended", "Nothing follows from these scores now.")
    for row in held:
        statement.entry(row, with_seller=False)
    if gone:
        with st.expander(f"{text.plural(len(gone), 'step')} withdrawn", icon=":material/undo:"):
            for row in gone:
                step_line(row)


def step_line(row: Row) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link(
            "app_pages/actions.py",
            label=enforcement.step(row.action).word,
            query_params={"step": row.recommendation_id},
            width=260,
        )
        words = f"{statement.about(row)}, {text.full_day(row.opened_on)}. {enforcement.outcome(row, 'UTC')}"
        st.markdown(f":small[{words}]", width="stretch")


def breach_list(rows: tuple[Row, ...]) -> None:
    """Closed ones are folded."""
    opened, closed = [row for row in rows if row.is_open], [row for row in rows if not row.is_open]
    if not opened:
        states.empty("No breach is open", "Every limit that can be judged is kept.")
    for row in opened:
        breach(row)
    if closed:
        with st.expander(f"{text.plural(len(closed), 'breach')} of the past", icon=":material/history:"):
            for row in closed:
                breach(row)


def breach(row: Row) -> None:
    """Since when, how bad, one-off or trend, and what explains it."""
    with st.container(border=True, gap="xsmall"):
        title = f"{escape.safe(row.title)} ({escape.safe(row.program_title)})"
        st.markdown(f"{enforcement.severity(row)}\u2002**{title}** {enforcement.since(row)}.")
        orders = f"{text.plural(row.bad_order_count, 'order')} of {text.count(row.order_count)} are involved"
        st.markdown(f":small[At its worst {enforcement.at_worst(row)}; {orders}.  \n{enforcement.pattern(row)}]")
        explained(row)
        details(row)


def explained(row: Row) -> None:
    """The drivers, or why there is none."""
    found = [d for d in data.load(breaches.drivers, row.seller_id) if d.episode_id == row.episode_id]
    if found:
        st.markdown("\n".join(f"- :small[{enforcement.driver(d)}]" for d in found))
        return
    looked = next((n for n in data.load(breaches.looked_at, row.seller_id) if n.episode_id == row.episode_id), None)
    if looked is None:
        st.caption("Nothing was looked at that could explain it.")
        return
    st.caption(
        f"Nothing explains it beyond chance: of {text.plural(looked.compared_count + looked.few_count, 'value')} of carrier, "
        f"day, hour, country, method and product {text.count(looked.compared_count)} had enough orders to compare, and none "
        "is worse than the others."
    )


def details(row: Row) -> None:
    """Orders, all that was compared, and the drill of a return rate: folded."""
    with st.expander("Its orders, and all that was compared", icon=":material/table_rows:"):
        named, rule = ("compared", row.episode_id), f"{row.program}.{row.metric_code}"
        lists.download(breaches.all_drivers, row.episode_id, named=named, label="CSV of all that was compared")
        statement.orders("breach", row.episode_id, actions.orders_of_episode, rule)
    returned = data.load(breaches.returns, row.episode_id)
    if returned:
        with st.expander("What came back: by reason, product and month", icon=":material/assignment_return:"):
            drill(returned, row.episode_id)


def drill(rows: tuple[Row, ...], episode_id: str) -> None:
    key = f"drill_page_{episode_id}"
    lists.download(breaches.returns, episode_id, named=("returns", episode_id))
    with st.grid(columns=7, min_column_width=56, wrap=False, gap=(6, 10), key=f"drill_{episode_id}") as grid:
        for title, span in (
            ("Reason", 1),
            ("Product", 1),
            ("Ordered in", 1),
            ("Came back", 1),
            ("Rate", 2),
            ("Of all", 1),
        ):
            grid.cell(column_span=span).markdown(f":small[:gray[{title}]]")
        for row in lists.page_slice(rows, key, DRILL):
            grid.markdown(f":small[{escape.safe(text.first_up(text.spaced(row.reason_code or 'unknown')), 30)}]")
            grid.markdown(f":small[{escape.safe(row.sku, 24)}]")
            grid.markdown(f":small[{row.cohort_month:%b %Y}]" if row.cohort_month else "–")
            grid.markdown(
                f":small[{text.count(row.returned_line_count)} of {text.plural(row.sold_line_count, 'line')}]"
            )
            rate = enforcement.rate(row.returned_rate, row.returned_low, row.returned_high)
            grid.cell(column_span=2).markdown(f":small[{rate}]")
            grid.markdown(f":small[{text.share(row.returned_share, None)}]")
    lists.pager(key, len(rows), DRILL)


def question_list(rows: tuple[Row, ...]) -> None:
    """A flag is a question to the seller, never a verdict: no status and no step comes from it."""
    raised = [row for row in rows if row.is_raised]
    if not raised:
        states.empty("Nothing to ask", "The self-audit found nothing odd in this account, beyond chance.")
    else:
        st.caption("Questions to the seller, not verdicts: no status and no step comes from them.")
    for row in raised:
        question(row)
    if len(rows) > len(raised):
        others = ", ".join(f"{escape.safe(row.title, 40)} ({text.count(row.flagged_count)} of {text.count(row.checked_count)})"
                           for row in rows if not row.is_raised)  # fmt: skip
        st.caption(f"Looked at, and too little to ask: {others}.")


def question(row: Row) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":blue-badge[:material/help: {escape.safe(row.title, 60)}]\u2002{escape.safe(row.question, 300)}.")
        found = f"{text.count(row.flagged_count)} of {text.plural(row.checked_count, 'order')}"
        if row.flagged_share is not None:
            found += f", {text.share(row.flagged_share, None)} (likely at least {text.share(row.share_low, None)})"
        usual = f"; of all sellers together {text.share(row.usual_share, None)}" if row.usual_share is not None else ""
        st.markdown(f":small[{found}{usual}. What is the reason?]")
        flagged = data.load(breaches.flag_orders, row.seller_id, row.flag_code)
        if not flagged:
            st.caption("This check counts orders and names none.")
            return
        with st.expander(f"Its {text.plural(len(flagged), 'order')}", icon=":material/table_rows:"):
            flag_orders(flagged, row)


def flag_orders(rows: tuple[Row, ...], flag: Row) -> None:
    key = f"flag_page_{flag.seller_id}_{flag.flag_code}"
    lists.download(breaches.flag_orders, flag.seller_id, flag.flag_code, named=(flag.seller_id, flag.flag_code))
    with st.container(gap="xxsmall"):
        for row in lists.page_slice(rows, key, DRILL):
            with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
                statement.order_link(row.order_id, row.order_id, "")
                st.markdown(f":small[ordered {text.full_day(row.ordered_at)}]" if row.ordered_at else "–", width=200)
    lists.pager(key, len(rows), DRILL)


def badge_list(rows: tuple[Row, ...]) -> None:
    if not rows:
        states.empty("No badge yet", "What earns one is in the badge rules of the policy seeds.")
    for row in rows:
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
            st.markdown(f":green-badge[:material/workspace_premium: {escape.safe(row.title, 30)}]", width=150)
            title = f"{escape.safe(row.metric_title)} ({escape.safe(row.program_title)})"
            st.page_link("app_pages/standing.py", label=f":small[{title}]", width=280,
                         query_params={"board": f"{row.program}.{row.metric_code}"})  # fmt: skip
            st.markdown(f":small[:gray[{text.first_up(enforcement.badge_evidence(row))}]]", width=320)
