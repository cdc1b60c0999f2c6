"""A recommended step: as one entry of a list, and whole with its reasons, its orders and the command that decides it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components import data, enforcement, escape, lists, states, text
from queries import actions
from queries.published import Row

ORDERS = 10


def today(row: Row) -> date:
    """The local day of the program that the run knows."""
    return text.local(data.run().as_of, row.program_timezone or "UTC").date()


def about(row: Row) -> str:
    """Which limit of which program."""
    title = escape.safe(row.title or text.spaced(row.metric_code or ""), 60)
    return f"{escape.safe(row.program_title or row.program, 40)}: {title}"


def seller_link(row: Row, width: int | str = "content") -> None:
    name = escape.safe(text.name(row.seller_name, row.seller_id, 28))
    st.page_link("app_pages/seller.py", label=f"**{name}**", query_params={"seller": row.seller_id}, width=width)


def entry(row: Row, with_seller: bool = True) -> None:
    """What, against whom, why, when; and where to read on."""
    waits = row.status in enforcement.UNDECIDED
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(head(row), width="content")
            if with_seller:
                seller_link(row)
            st.markdown(f":small[{about(row)}]", width="content")
            st.space("stretch")
            st.page_link(
                "app_pages/actions.py",
                label=":small[Reasons, orders, how to decide]" if waits else ":small[Reasons and orders]",
                query_params={"step": row.recommendation_id},
                icon=":material/article:",
            )
        result = enforcement.outcome(row, row.program_timezone or "UTC")
        facts = escape.safe(row.facts, 500)
        st.markdown(facts if waits else f"{result}  \n:gray[{facts}]")
        lines = [text.first_up("; ".join(enforcement.dates(row, today(row)))) + "."]
        if waits:
            lines.insert(0, escape.safe(row.clause, 400))
        st.caption("  \n".join(lines))


def head(row: Row) -> str:
    """The step; filled while it waits, quiet when nothing is left to do."""
    step, state = enforcement.step(row.action), enforcement.state(row)
    if row.status == "open":
        return step.badge
    if row.status == "on_hold":
        return f"{step.badge} {state.badge}"
    return f":gray-badge[:material/{step.icon}: {step.word}] {state.badge}"


def lines(row: Row) -> list[tuple[str, str]]:
    """The statement of reasons, part by part."""
    zone = row.program_timezone or "UTC"
    scope = enforcement.SCOPES.get(row.action_scope, escape.safe(text.spaced(row.action_scope or "")))
    found = [
        ("Facts", escape.safe(row.facts, 1000)),
        ("Clause", escape.safe(row.clause, 1000)),
        ("Rule", f"{escape.safe(row.rule_id, 60)}, policy {escape.safe(row.policy_id, 60)}"),
        ("Concerns", "" if row.action_scope in (None, "none") else scope),
        ("Orders told", told(row)),
        ("Recommended", text.full_day(row.opened_on)),
        ("Dates", text.first_up("; ".join(enforcement.dates(row, today(row))))),
        ("State", enforcement.outcome(row, zone) or enforcement.state(row).word),
        ("Known as", escape.safe(row.recommendation_id)),
    ]
    return [(name, value) for name, value in found if value]


def told(row: Row) -> str:
    """The orders as the seller was told of them, where today's facts would name others; empty otherwise."""
    found = data.load(actions.orders_of_step, row.recommendation_id)
    named = escape.safe(row.orders, 600)
    if not named or len({order.order_id or order.entity_id for order in found}) == row.order_count:
        return ""
    return f"{text.count(row.order_count)}, of which {named}; the list beside is of the facts as they are known now"


def whole(row: Row) -> None:
    """Everything about one step: for who decides, for the seller, and for who checks later."""
    seller = escape.safe(text.name(row.seller_name, row.seller_id, 44))
    st.title(f"{enforcement.step(row.action).word}: {seller}", anchor=False)
    st.markdown(f"{head(row)}\u2002{about(row)}")
    with st.container(horizontal=True, gap="small"):
        st.page_link("app_pages/actions.py", label="All actions", icon=":material/arrow_back:")
        st.page_link(
            "app_pages/seller.py",
            label=f"{seller}: scorecard",
            query_params={"seller": row.seller_id, "sla": f"{row.program}.{row.metric_code}"},
            icon=":material/storefront:",
        )
    left, right = st.columns([11, 10], gap="large")
    with left:
        st.subheader("Statement of reasons", anchor=False)
        table(lines(row))
        out(row)
        history(row)
    with right:
        orders("step", row.recommendation_id, actions.orders_of_step, f"{row.program}.{row.metric_code}")
    decide(row)


def table(rows: list[tuple[str, str]]) -> None:
    """Names on the left, words on the right."""
    with st.container(gap="xxsmall"):
        for name, value in rows:
            with st.container(horizontal=True, wrap=False, gap="small"):
                st.markdown(f":small[:gray[{name}]]", width=100)
                st.markdown(f":small[{value}]", width="stretch")


def history(row: Row) -> None:
    """Every decision on it, not only the one that holds."""
    found = data.load(actions.decisions, row.recommendation_id)
    if not found:
        return
    st.subheader("Decisions", anchor=False)
    for decision in found:
        st.markdown(f":small[{decision_words(decision, row.program_timezone or 'UTC')}]")


def decision_words(row: Row, zone: str) -> str:
    timing = enforcement.TIMINGS.get(row.timing)
    notes = [f"entry {escape.safe(row.decision_id, 40)}"]
    notes += [timing] if timing else []
    notes += [] if row.is_newest or row.timing == "unknown" else ["no longer holds"]
    return f"{enforcement.decided(row, zone, row.action, row.reason)}  \n:gray[{text.first_up('; '.join(notes))}]"


def decide(row: Row) -> None:
    """The app only reads: this is what to type where the log is."""
    if row.status not in enforcement.UNDECIDED:
        return
    st.subheader("Answer the appeal" if row.has_open_appeal else "Decide it", anchor=False)
    st.code(enforcement.commands(row), language="bash", wrap_lines=True)
    why = "Read the appeal, answer it, then decide." if row.has_open_appeal else "One of the three, with your reason."
    st.caption(
        f"{why} It is in the log at once, and here after the next build. The dates count from the day of the "
        "recommendation; who decides later gives notice later."
    )


def out(row: Row) -> None:
    ways = enforcement.ways_out(row, today(row))
    if ways:
        st.subheader("What ends it", anchor=False)
        st.markdown("\n".join(f"- :small[{way}]" for way in ways))


def orders(kind: str, name: str, query: Callable[..., tuple[Row, ...]], rule: str) -> None:
    """The bad orders that a step or a breach rests on, ten a page."""
    key = f"{kind}_orders_{name}"
    total = sum(row.order_total for row in data.load(query, name, 1, 1))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{text.first_up(text.plural(total, 'order'))} against the seller**", width="content")
        if total:
            lists.download(query, name, named=("orders", name))
    if not total:
        states.empty("No order is listed", "By the facts as they are known now, nothing of it is bad.")
        return
    found = data.load(query, name, lists.page_of(key, total, ORDERS), ORDERS)
    order_rows(found, rule)
    lists.pager(key, total, ORDERS)


def order_rows(found: tuple[Row, ...], rule: str) -> None:
    """Fixed widths align the lines on a desk, on a phone the reason moves under its order; one that all share is said once."""
    reasons = {why(row) for row in found}
    shared = len(reasons) == 1
    if shared:
        st.caption(f"All of these: {next(iter(reasons))}")
    with st.container(gap="xxsmall"):
        for row in found:
            with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
                order_link(row.order_id, row.entity_id, rule)
                st.markdown(f":small[{text.full_day(row.anchor_date)}]", width=124)
                if not shared:
                    st.markdown(f":small[{why(row)}]", width=230)


def why(row: Row) -> str:
    """The reason, and who caused it where that is not the seller."""
    words = row.reason or text.spaced(row.reason_code or "")
    others = ("carrier", "platform", "buyer")
    return escape.safe(f"{words}, caused by the {row.attribution}" if row.attribution in others else words, 160)


def order_link(order_id: str | None, entity_id: str, rule: str, width: int = 130) -> None:
    """An order by its short name; a ticket about no order has no page."""
    if order_id is None:
        st.markdown(f"&ensp;:small[{escape.safe(text.short_id(entity_id))}]", width=width)
        return
    label = escape.safe(text.short_id(entity_id or order_id))
    st.page_link("app_pages/order.py", label=label, width=width, query_params={"order": order_id, "for": rule})
