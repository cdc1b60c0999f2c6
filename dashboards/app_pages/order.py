"""One order: what happened, against which promise and calendar, and why it counts or not."""

from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from components import charts, data, escape, states, status, text
from queries import orders
from queries.published import Row

STEPS = {
    "blocked": "Ordered",
    "open": "Open",
    "shipping": "Confirmed",
    "shipped": "Shipped",
    "delivered": "Delivered",
    "returned": "Returned",
    "cancelled": "Cancelled",
    "lost": "Lost",
}
TYPES = {
    "tracking_added": "Tracking added",
    "carrier_scan": "Carrier scan",
    "delivery_attempt": "Delivery attempt",
    "carrier_delivered": "Carrier delivered",
    "return_requested": "Return requested",
}
BAD = ("breached", "overdue")


def step(event: Row) -> str:
    if event.event_type == "status":
        return STEPS.get(event.status, escape.plain(event.status or "Unknown status", 24))
    return TYPES.get(event.event_type, escape.plain(text.first_up(text.spaced(event.event_type or "")), 24))


def times(row: Row, zone: str) -> str:
    """Due, done and late by, as far as this rule has a clock."""
    if row.due_at is None:
        if row.unit == "seconds" and row.measured_value is not None:
            return f"It took {text.span(row.measured_value)}."
        return ""
    done = f"{row.stop_verb} {text.clock(row.stopped_at, zone)}" if row.stopped_at else f"not {row.stop_verb} yet"
    late = f", {text.span(row.late_seconds)} late" if row.verdict in BAD and row.late_seconds else ""
    return text.first_up(f"{row.due_words} {text.clock(row.due_at, zone)}, {done}{late}.")


def sentence(row: Row, zone: str) -> str:
    """Why this order counts or does not: the reason, then the times that show it."""
    reason = (row.reason or text.spaced(row.reason_code or "")).rstrip(".")
    shown = times(row, zone)
    if row.verdict in ("excluded", "void") or not shown:
        return escape.safe(f"{reason}.")
    return shown if row.due_at is not None else f"{escape.safe(reason)}. {shown}"


def cause(row: Row) -> str:
    """Who caused it, where that is not simply the seller."""
    if row.verdict not in BAD or (row.is_accountable and row.attribution in (None, "seller")):
        return ""
    who = {"unknown": "Nobody knows who caused it", "seller": "Caused by the seller"}.get(
        row.attribution, f"Caused by the {row.attribution}" if row.attribution else ""
    )
    answers = "the seller answers for it" if row.is_accountable else "the seller does not answer for it"
    return f"{who}; {answers}" if who else text.first_up(answers)


def clock_words(row: Row) -> str:
    """Which rule and due time decided, and on which day it counts."""
    parts = [f"Rule {row.policy_id} v{row.policy_version}"]
    if row.due_at is not None and row.clock_sentence:
        parts.append(f"Due: {row.clock_sentence}")
    if row.anchor_date is not None:
        parts.append(f"counted under {text.day(row.anchor_date)} {row.anchor_date.year}")
    return " · ".join(escape.safe(part) for part in (*parts, cause(row)) if part)


def chosen_outcome(outcomes: tuple[Row, ...]) -> Row | None:
    """The worst verdict of the rule that the address names; otherwise the worst of all."""
    asked = st.query_params.get("for", "")
    named = [row for row in outcomes if asked in (f"{row.program}.{row.metric_code}", row.metric_code)]
    return min(named or outcomes, key=lambda row: status.VERDICTS[row.verdict].rank, default=None)


def points(events: tuple[Row, ...], main: Row | None, zone: str) -> pd.DataFrame:
    """The events as the timeline draws them."""
    rows = []
    for event in events:
        at, label = text.local(event.event_at, zone), text.clock(event.event_at, zone)
        if event.recorded_at and abs((event.recorded_at - event.event_at).total_seconds()) >= 60:
            label += f" · recorded {recorded(event, zone)}"
        against = (
            main is not None and main.verdict in BAD and event.event_at == main.stopped_at and not event.is_reverted
        )
        kind = "taken_back" if event.is_reverted else "against" if against else "event"
        label += " · taken back" if event.is_reverted else ""
        rows.append({"at": at, "name": step(event), "label": label, "kind": kind})
    return pd.DataFrame(rows)


def recorded(event: Row, zone: str) -> str:
    """The recorded time, without the day when it is the same day."""
    happened, seen = text.local(event.event_at, zone), text.local(event.recorded_at, zone)
    return f"{seen:%H:%M}" if happened.date() == seen.date() else text.clock(event.recorded_at, zone)


def marks(order: Row, main: Row | None, zone: str, events: tuple[Row, ...]) -> pd.DataFrame:
    """The due time of the chosen rule, or the promises; and where the data ends, for a case that is still open."""
    found: list[tuple[str, datetime | None, bool]] = []
    if main is not None and main.due_at is not None:
        found.append((f"{main.due_words} {text.clock(main.due_at, zone)}", main.due_at, False))
    else:
        found.append(("promised delivery", order.promised_delivery_until, True))
        found.append(("promised shipping", order.promised_ship_until, True))
    newest = max((event.event_at for event in events), default=data.run().as_of)
    if main is not None and main.verdict in ("overdue", "pending") and data.run().as_of - newest < timedelta(days=30):
        found.append(("as of", data.run().as_of, True))
    rows = [{"name": name, "at": text.local(at, zone), "quiet": quiet} for name, at, quiet in found if at is not None]
    return pd.DataFrame(rows, columns=["name", "at", "quiet"])


def what_happened(order: Row, main: Row | None, events: tuple[Row, ...]) -> None:
    st.subheader("What happened", anchor=False)
    if not events:
        states.empty("No events", "The status history of this order is empty.")
        return
    zone = order.timezone
    drawn, lines = points(events, main, zone), marks(order, main, zone, events)
    moments = [*drawn["at"], *lines["at"]]
    around = (min(moments).date() - timedelta(days=2), max(moments).date() + timedelta(days=2))
    has_hours = not order.calendar_id.endswith("_local")
    days = data.load(orders.calendar, order.calendar_id, *around) if has_hours else ()
    words = [*(f"{p.name} {p.label}" for p in drawn.itertuples()), *(m.name for m in lines.itertuples())]
    charts.draw(charts.timeline(drawn, lines, days, zone), "; ".join(words))
    st.caption(key_words(order, main, drawn, days, zone))


def key_words(order: Row, main: Row | None, drawn: pd.DataFrame, days: tuple[Row, ...], zone: str) -> str:
    """What the colours and shapes of the timeline mean; only those that are there."""
    first, last = min(drawn["at"]).date(), max(drawn["at"]).date()
    parts = []
    if any(d.opens_at for d in days):
        whole = all((d.closes_at - d.opens_at).total_seconds() > 22 * 3600 for d in days if d.opens_at)
        parts.append(f"Blue: {'business days' if whole else 'open hours'} of {text.calendar_words(order.calendar_id)}.")
    holidays = [
        f"{d.holiday_name}, {text.day(d.local_date)}" for d in days if d.is_holiday and first <= d.local_date <= last
    ]
    if holidays:
        parts.append(f"Beige: public holiday ({escape.safe(text.listing(holidays))}).")
    if (drawn.kind == "against").any():
        parts.append("Diamond: the event that counts against the seller.")
    if (drawn.kind == "taken_back").any():
        parts.append("Hollow: taken back later, so it counts for nothing.")
    zone_words = text.zone_words(zone, order.calendar_id)
    parts.append(
        "Times are shown as delivered; the source names no zone."
        if zone_words == "times as delivered"
        else f"Times are {zone_words}."
    )
    return " ".join(parts)


def rules(outcomes: tuple[Row, ...], order: Row) -> None:
    st.subheader("Every rule this order falls under", anchor=False)
    if not outcomes:
        states.empty("No rule applies", "The seller was in no program that judges this order.")
    several = len({row.program for row in outcomes}) > 1
    for row in outcomes:
        with st.container(horizontal=True, gap="small", vertical_alignment="top"):
            st.markdown(status.VERDICTS[row.verdict].badge, width=124)
            with st.container(gap=None, width="stretch"):
                about = "" if row.entity_id == row.order_id else f" ({escape.safe(text.short_id(row.entity_id))})"
                st.markdown(f"**{row.title}{about}.** {sentence(row, order.timezone)}")
                rule = (f"{row.program_title}: " if several else "") + (row.rule_sentence or "")
                st.caption(f"{escape.safe(rule)}  \n{clock_words(row)}")


def event_list(order: Row, events: tuple[Row, ...]) -> None:
    """The same events in words, with who reported them."""
    zone = order.timezone
    st.subheader("Who said what, and when", anchor=False)
    with st.grid(columns=4, min_column_width=70, wrap=False, gap=(8, 10), key="events") as grid:
        for title in ("Event", "Happened", "Recorded", "By"):
            grid.markdown(f":small[:gray[{title}]]")
        for event in events:
            back = "  \n:gray-badge[:material/undo: Taken back]" if event.is_reverted else ""
            reason = f"  \n:gray[{escape.safe(text.spaced(event.reason_code), 40)}]" if event.reason_code else ""
            grid.markdown(f":small[{escape.safe(step(event))}]{back}")
            grid.markdown(f":small[{text.clock(event.event_at, zone)}]")
            same = event.recorded_at is None or event.recorded_at == event.event_at
            grid.markdown(":small[:gray[at once]]" if same else f":small[{recorded(event, zone)}]")
            grid.markdown(f":small[{escape.safe(text.spaced(event.actor or 'unknown'))}{reason}]")


def oddities(order: Row) -> None:
    found = data.load(orders.anomalies, order.order_id)
    if not found:
        return
    st.subheader("Odd in the status history", anchor=False)
    for row in found:
        moment = f", {text.clock(row.event_at, order.timezone)}" if row.event_at else ""
        words = f"**{text.first_up(text.spaced(row.anomaly_type))}**{moment}"
        st.markdown(f":small[{words}]  \n:small[:gray[{escape.safe(row.detail, 200)}]]")


def facts(order: Row) -> str:
    """What the order is, in one quiet line; only what is known."""
    parts = [
        order.order_id if len(order.order_id) > 20 else "",
        f"basket {order.purchase_id}" if order.purchase_id else "",
        f"ordered {text.full_day(text.local(order.ordered_at, order.timezone))}" if order.ordered_at else "",
        f"now {STEPS.get(order.current_status, order.current_status or 'without status').lower()}",
        text.money(order.order_value_minor, order.currency),
        order.carrier,
        f"from {order.ship_from_country}" if order.ship_from_country else "",
        f"to {order.buyer_country}" if order.buyer_country else "",
        "test order" if order.is_test else "",
        "pre-order" if order.is_preorder else "",
    ]
    return " · ".join(escape.safe(part, 80) for part in parts if part)


def in_its_zone(order: Row, outcomes: tuple[Row, ...]) -> Row:
    """The order with the zone and calendar to show it in: its own, or none where its source's times name no zone."""
    local = [row.program_calendar_id for row in outcomes if (row.program_calendar_id or "").endswith("_local")]
    if local or (not outcomes and data.run().is_as_delivered):
        return Row(**vars(order) | {"timezone": "UTC", "calendar_id": next(iter(local), "_local")})
    return Row(**vars(order) | {"timezone": order.timezone or "UTC", "calendar_id": order.calendar_id or ""})


def headline(outcomes: tuple[Row, ...], main: Row | None, seller: str) -> str:
    verdicts = {row.verdict for row in outcomes}
    if "void" in verdicts and verdicts <= {"void", "excluded"}:
        return "cannot be judged"
    if main is None or not verdicts & set(BAD):
        return f"does not count against {seller}"
    return f"counts against {seller}" + ("" if main.verdict in BAD else " under another rule")


def page(order: Row, head: object) -> None:
    outcomes, events = data.load(orders.outcomes, order.order_id), data.load(orders.events, order.order_id)
    order = in_its_zone(order, outcomes)
    main, seller = chosen_outcome(outcomes), escape.safe(text.name(order.seller_name, order.seller_id, 40))
    head.title(f"{escape.safe(text.short_id(order.order_id))} {headline(outcomes, main, seller)}", anchor=False)
    head.caption(facts(order))
    query = {"seller": order.seller_id}
    if main is not None:
        st.markdown(f"{status.VERDICTS[main.verdict].badge}  **{main.title}.** {sentence(main, order.timezone)}")
        query["sla"] = f"{main.program}.{main.metric_code}"
    st.page_link("app_pages/seller.py", label=f"{seller}: scorecard", icon=":material/arrow_back:", query_params=query)
    what_happened(order, main, events)
    left, right = st.columns([3, 2], gap="large")
    with left:
        rules(outcomes, order)
    with right:
        if events:
            event_list(order, events)
        oddities(order)


def not_found(asked: str, head: object) -> None:
    """A basket number leads to its orders; anything else to a sentence."""
    basket, lost = data.load(orders.basket, asked), data.load(orders.unattributed, asked)
    if basket:
        head.title(f"Basket {escape.safe(text.short_id(asked))} has {text.plural(len(basket), 'order')}", anchor=False)
        for row in basket:
            seller = escape.safe(text.name(row.seller_name, row.seller_id, 40))
            label = f"**{escape.safe(text.short_id(row.order_id))}** · {seller}"
            st.page_link("app_pages/order.py", label=label, query_params={"order": row.order_id})
    elif lost:
        head.title("This order names no known seller", anchor=False)
        reason = escape.safe(text.spaced(lost[0].reason_code or "unknown"))
        states.empty("Counted, but against nobody", f"Reason: {reason}. It is listed under Data health.")
    else:
        head.title("No such order", anchor=False)
        why = "Check the number. An order that arrived after the as-of time, or is held back, is not here yet."
        states.empty(f"“{escape.safe(asked, 40)}” is not in this run", why)


def choose() -> None:
    st.query_params.from_dict(
        {"order": st.session_state.order_choice.strip()} if st.session_state.order_choice.strip() else {}
    )


left, right = st.columns([3, 1], vertical_alignment="top")
with right:
    asked = st.query_params.get("order", "").strip()
    st.session_state.order_choice = asked
    st.text_input(
        "Order number",
        key="order_choice",
        on_change=choose,
        placeholder="Order or basket number",
        icon=":material/search:",
        label_visibility="collapsed",
    )
found = data.load(orders.order, asked) if asked else ()
if found:
    page(found[0], left)
elif asked:
    not_found(asked, left)
else:
    left.title("Look up an order", anchor=False)
    st.markdown(
        "See every status against its promise, and why the order counts or not. Open one from a seller's scorecard, "
        "or type its number."
    )
