"""One seller's scorecard: each SLA with its evidence, the trend, and the orders behind every count."""

import streamlit as st

from components import charts, data, escape, follows, states, status, text, tiles
from queries import scorecards
from queries.published import Row

PAGE = 10
LISTS = {
    "against": "Count against",
    "spared": "Not the seller's",
    "pending": "Not due yet",
    "excluded": "Not counted",
    "void": "Cannot judge",
}
COLUMNS = (
    "order_id",
    "verdict",
    "reason",
    "counted_under_date",
    "ordered_at_utc",
    "started_at_utc",
    "due_at_utc",
    "stopped_at_utc",
    "late_seconds",
    "measured_value",
    "caused_by",
    "seller_answers_for_it",
    "order_or_ticket_id",
    "judged_id",
)


def key(row: Row) -> str:
    return f"{row.program}.{row.metric_code}"


def headline(scores: list[Row]) -> str:
    breach = sum(s.status == "breach" for s in scores)
    close = sum(s.status == "at_risk" for s in scores)
    judged = sum(text.is_judged(s) for s in scores)
    if not judged:
        few = "too few" if any(s.population_count for s in scores) else "no"
        return f"has {few} {text.entities_of(scores)} to judge"
    if breach:
        return f"breaches {breach} of {text.plural(judged, 'limit')}" + (
            f" and is close to {close} more" if close else ""
        )
    if close:
        return f"is close to {close} of {text.plural(judged, 'limit')}"
    return "is within its limit" if judged == 1 else f"is within all {text.plural(judged, 'limit')}"


def facts(seller: Row) -> None:
    """Who this is, in one quiet line, and what its scorecard misses."""
    parts = [seller.legal_entity if seller.legal_entity != seller.seller_name else None, seller.country]
    parts += [
        f"first order {text.full_day(seller.first_ordered_at)}" if seller.first_ordered_at else None,
        seller.seller_id,
    ]
    st.caption(" · ".join(escape.safe(part, 60) for part in parts if part))
    if seller.held_back_row_count:
        rows = text.plural(seller.held_back_row_count, "row")
        st.page_link(
            "app_pages/health.py",
            label=f"{rows} of this seller held back: not in these numbers",
            query_params={"about": seller.seller_id},
            icon=":material/rule:",
        )


def show(program: str, metric_code: str) -> None:
    st.query_params["sla"] = f"{program}.{metric_code}"
    for name in ("window", "list"):
        st.query_params.pop(name, None)


def chosen_score(scores: list[Row]) -> Row:
    """The SLA and window that the address names; otherwise the worst SLA in its headline window."""
    asked, window = st.query_params.get("sla", ""), st.query_params.get("window", "")
    fitting = [s for s in scores if asked in (key(s), s.metric_code)]
    if not fitting:
        return min((s for s in scores if s.is_deciding), key=lambda s: s.status_rank, default=scores[0])
    return next((s for s in fitting if s.window_code == window), fitting[0])


def answer(row: Row) -> None:
    value = f"{row.title} {text.measure(row)}, limit {text.limit(row)}." if text.is_judged(row) else f"{row.title}."
    badges = f"{status.LOOKS[row.status].badge} {status.severity(row)}".rstrip()
    st.markdown(f"{badges}\u2002{value} {status.advice(row).replace('**', '')}\u2002[Chart and orders](#detail)")


def cards(heads: list[Row], series: tuple[Row, ...], chosen: Row) -> None:
    several = len({head.program for head in heads}) > 1
    with st.grid(columns=3 if len(heads) in (3, 5, 6, 9) else 4, min_column_width=260, gap="small"):
        for head in heads:
            line = [p.value for p in series if (p.program, p.metric_code) == (head.program, head.metric_code)]
            program = escape.safe(head.program_title) if several else ""
            tiles.tile(head, line[-90::3], program, key(head) == key(chosen), show)


def pick(heads: list[Row], row: Row) -> None:
    """The same choice as the tiles, within reach of the details."""
    names = [h.short_name for h in heads]
    labels = {
        key(h): f"{h.short_name} ({escape.safe(h.program_title)})" if names.count(h.short_name) > 1 else h.short_name
        for h in heads
    }
    st.session_state.sla_choice = key(row)
    st.segmented_control(
        "SLA",
        list(labels),
        format_func=lambda code: labels.get(code, code),
        required=True,
        key="sla_choice",
        wrap=True,
        label_visibility="collapsed",
        on_change=lambda: show(*st.session_state.sla_choice.split(".", 1)),
    )


def pick_window(windows: list[Row], row: Row) -> None:
    """Other windows of the same SLA, each with its own number."""
    if len(windows) < 2:
        return
    labels = {w.window_code: f"{status.cell(w)} {text.window(w)}" for w in windows}
    st.session_state.window_choice = row.window_code

    def go() -> None:
        st.query_params["window"] = st.session_state.window_choice

    st.segmented_control(
        "Window",
        list(labels),
        format_func=lambda code: labels.get(code, code),
        required=True,
        key="window_choice",
        label_visibility="collapsed",
        on_change=go,
        wrap=True,
    )


def provenance(row: Row) -> str:
    """Who says that this is the limit."""
    address = escape.link(row.source_url)
    if row.is_limit_assumption:
        words = ":orange-badge[:material/edit_note: Assumed limit] None is published; change it in the policy seeds."
        return f"{words} [What is published]({address})" if address else words
    return f":gray[Published limit:] [source]({address})" if address else ":gray[The limit is set in the policy seeds.]"


def evidence(row: Row, causes: tuple[Row, ...]) -> None:
    """Every number of the score and what it means. Two columns of words; nothing stands alone."""
    st.markdown("**What the number is made of**")
    with st.container(gap="xxsmall", key="evidence"):
        for name, value in lines(row, causes):
            with st.container(horizontal=True, wrap=False, gap="small"):
                st.markdown(f":small[:gray[{name}]]", width=100)
                st.markdown(f":small[{value}]", width="stretch")


def warned(row: Row) -> str:
    if row.warn_value is None or row.comparator is None:
        return ""
    side = "under" if text.is_upward(row) else "over"
    return f"{side} {text.amount(row.warn_value, row)}"


def lines(row: Row, causes: tuple[Row, ...]) -> list[tuple[str, str]]:
    leaves = row.next_rolloff_date and not text.is_all_time(row.window_start_date, row.window_end_date)
    rolloff = f"{text.full_day(row.next_rolloff_date)}: the oldest leave the window" if leaves else ""
    following = text.next_window(row)
    if following:
        rolloff = f"{following}, on {text.full_day(row.next_rolloff_date)}"
    found = [
        ("Window", text.days(row)),
        ("Judged", text.judged(row, row.population_count)),
        ("Against", "" if text.is_value(row) else text.bad(row, row.bad_count)),  # it is the value that counts
        ("Seller's own", text.first_up(status.spared(row, causes))),
        ("Level", escape.safe(row.severity_title or "")),
        ("True rate", status.likely(row) if text.is_judged(row) else ""),
        ("Allowed", text.bad(row, row.budget_allowed) if row.budget_allowed is not None else ""),
        ("Called close", warned(row)),
        ("Next judged" if following else "Next to go", rolloff),
        (
            "Before",
            f"{text.previous(row)} {text.before(row)}, {text.judged(row, row.previous_population_count)}"
            if text.previous(row)
            else "",
        ),
        (
            "Not final yet",
            f"{text.judged(row, row.immature_count)} of those judged" if row.immature_count else "none",
        ),
        ("Not due yet", text.judged(row, row.pending_count) if row.pending_count else ""),
        ("Not counted", text.judged(row, row.excluded_count) if row.excluded_count else ""),
        ("Cannot judge", text.judged(row, row.void_count) if row.void_count else ""),
    ]
    return [(name, value) for name, value in found if value]


def trend(row: Row, series: tuple[Row, ...], days: int) -> None:
    points = [p for p in series if (p.program, p.metric_code) == (row.program, row.metric_code)]
    st.markdown(f"**{drawn(row)} over the last {days} days, by day**")
    if len(points) < 7:
        least = text.judged(row, max(row.min_volume or 0, 1))
        states.empty(
            "No trend yet",
            f"A week of days is needed, each with {least} in the {days} days before it; fewer would only show chance.",
        )
        return
    newest = value_words(points[-1].value, row)
    label = f"{row.title} over the last {days} days: {len(points)} days, newest value {newest}, "
    charts.draw(charts.trend(points, row, days), f"{label}limit {text.limit(row)}.")
    notes = ["Dashed: the limit."]
    if status.likely(row):
        notes.append(f"Box: {text.days(row)}, where its true rate likely lies (95%).")
    if row.bad_unit in status.APART:
        notes.append(f"The line is of {text.nouns(2, row.bad_noun)}, the limit of {status.APART[row.bad_unit]}.")
    st.caption(" ".join(notes))


def drawn(row: Row) -> str:
    """What the line shows."""
    if text.is_count(row):
        return text.first_up(text.nouns(2, row.bad_noun))
    if row.statistic in text.PARTS:
        return f"{text.PARTS[row.statistic]} {'within' if text.is_time(row) else 'at or below'},"
    return {"mean": "Average", "median": "Median"}.get(row.statistic, "Rate")


def value_words(value: float, row: Row) -> str:
    if text.is_count(row):
        return text.count(value)
    return text.value(value, row, row.limit_value) if text.is_value(row) else text.share(value, row.limit_value)


def wrong_side(row: Row) -> str:
    """slower than the limit, or where else one of a mean or percentile lies that does not keep to it."""
    if text.is_time(row):
        return f"{'quicker' if text.is_upward(row) else 'slower'} than the limit"
    return f"{'under' if text.is_upward(row) else 'over'} the limit"


def list_words(name: str, row: Row, number: int) -> str:
    words = {
        "against": f"{text.verb(number, 'counts', 'count')} against the seller",
        "spared": f"{text.verb(number, 'is', 'are')} bad, but not the seller's",
        "pending": "not due yet",
        "excluded": "not counted",
        "void": "cannot be judged",
    }
    if name == "against" and text.is_value(row):
        words[name] = wrong_side(row)
    return f"{text.judged(row, number)} {words[name]}"


def order_list(row: Row) -> None:
    where = (row.seller_id, row.program, row.metric_code, row.window_code)
    sizes = data.load(scorecards.list_sizes, *where)
    offered = [name for name in LISTS if name == "against" or sizes[name].rows]
    asked = st.query_params.get("list", "")
    name = asked if asked in offered else "against"
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{list_words(name, row, sizes[name].number)}**", width="content")
        if sizes[name].rows:
            download(row, where, name)
    if len(offered) > 1:
        pick_list(offered, sizes, name, row)
    if not sizes[name].rows:
        states.empty(
            "Nothing to list",
            f"In this window, {list_words(name, row, 0)}.",
        )
        return
    pages = -(-sizes[name].rows // PAGE)
    pager = "_".join(("page", *where, name))
    page = min(st.session_state.get(pager) or 1, pages)
    order_rows(data.load(scorecards.orders, *where, name, page, PAGE), row)
    if pages > 1:
        st.pagination(pages, key=pager, max_visible_pages=5)


def pick_list(offered: list[str], sizes: dict[str, scorecards.Size], name: str, row: Row) -> None:
    st.session_state.list_choice = name
    labels = LISTS | ({"against": "Past the limit"} if text.is_value(row) else {})

    def go() -> None:
        st.query_params["list"] = st.session_state.list_choice

    st.segmented_control(
        "List",
        offered,
        format_func=lambda n: f"{labels.get(n, n)} {text.count(sizes[n].number if n in sizes else 0)}",
        required=True,
        key="list_choice",
        on_change=go,
        label_visibility="collapsed",
        wrap=True,
    )


def download(row: Row, where: tuple[str, ...], name: str) -> None:
    """All of the list, not only this page. The text is made when it is asked for."""
    run = data.run()

    def make() -> str:
        rows = scorecards.orders(run, *where, name)
        return escape.csv_text(
            COLUMNS,
            [
                (
                    o.order_id,
                    o.verdict,
                    o.reason,
                    o.anchor_date,
                    o.ordered_at,
                    o.started_at,
                    o.due_at,
                    o.stopped_at,
                    o.late_seconds,
                    o.measured_value,
                    o.attribution,
                    o.is_accountable,
                    o.subject_id,
                    o.entity_id,
                )
                for o in rows
            ],
        )

    st.download_button(
        "CSV",
        make,
        escape.file_name(row.seller_id, row.metric_code, row.window_code, name, run.as_of.date()) + ".csv",
        "text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        help="All of them, times in UTC",
    )


def why(order: Row) -> str:
    """The reason, and who caused it where that is not the seller."""
    reason = order.reason or text.spaced(order.reason_code or "")
    return (
        f"{reason}, caused by the {order.attribution}"
        if order.attribution in ("carrier", "platform", "buyer")
        else reason
    )


def order_rows(orders: tuple[Row, ...], row: Row) -> None:
    """Ten of the list; a reason that they all share is said once."""
    reasons = {why(o) for o in orders}
    shared = len(reasons) == 1
    if shared:
        st.caption(f"All of these: {escape.safe(next(iter(reasons)))}")
    timed = any((o.late_seconds or 0) > 0 or (is_measured(row) and o.measured_value is not None) for o in orders)
    with st.container(gap="xxsmall", key="orders"):
        order_line(
            f":gray[{text.first_up(text.entity(row))}]",
            ":gray[Counted under]",
            f":gray[{taken(row)}]" if timed else "",
            "" if shared else ":gray[Reason]",
        )
        for order in orders:
            late = how_far(order, row) if timed else ""
            day = text.near_day(order.anchor_date, row.window_end_date) if order.anchor_date else "–"
            order_line(order, day, late, "" if shared else escape.safe(why(order)), key(row))


def is_measured(row: Row) -> bool:
    """What each one measures is told: it is held against the limit, or adds up to what is."""
    return text.is_value(row) or row.counts == "measured_value"


def taken(row: Row) -> str:
    """Over the column of what each one took."""
    if not is_measured(row):
        return "Late by"
    if not text.is_value(row):
        return text.first_up(text.entities(row))
    return "Took" if text.is_time(row) else text.first_up(row.display_unit)


def how_far(order: Row, row: Row) -> str:
    """What one took, or how late it was."""
    number = order.measured_value if is_measured(row) else order.late_seconds
    if is_measured(row) and not text.is_value(row):
        return "–" if number is None else text.count(number)
    if text.is_value(row) and not text.is_time(row):
        return "–" if number is None else f"{number / row.units_per_value:g}"
    return text.span(number) if number and number > 0 else "–"


def order_line(order: Row | str, day: str, late: str, reason: str, rule: str = "") -> None:
    """Fixed widths align the lines on a desk; on a phone the reason moves under its order."""
    with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
        if isinstance(order, str):
            st.markdown(f"&ensp;:small[{order}]", width=150)
        elif order.order_id is None:  # a ticket about no order has no page
            st.markdown(f"&ensp;:small[Ticket {escape.safe(text.short_id(order.subject_id))}]", width=150)
        else:
            st.page_link(
                "app_pages/order.py",
                label=escape.safe(text.short_id(order.entity_id)),
                width=150,
                query_params={"order": order.order_id, "for": rule},
            )
        st.markdown(f":small[{day}]", width=92)
        if late:
            st.markdown(f":small[{late}]", width=84)
        if reason:
            st.markdown(f":small[{reason}]", width=220)


def scorecard(seller: Row) -> None:
    scores = data.load(scorecards.scores, seller.seller_id)
    if not scores:
        states.empty("No program judges this seller", "Add a row to the seller's programs, then build again.")
        return
    heads = [s for s in scores if s.is_deciding] or list(scores)
    row = chosen_score(list(scores))
    days = min(max((row.window_end_date - row.window_start_date).days, 7), 90)
    days = 30 if 28 <= days <= 31 else days
    series = data.load(scorecards.trend, seller.seller_id, 30)
    answer(row)
    follows.line(seller.seller_id)
    cards(heads, series, row)
    st.space("small")
    pick(heads, row)
    title = f"{row.title}: {text.measure(row)}, limit {text.limit(row)}" if text.is_judged(row) else row.title
    st.subheader(title, anchor="detail")
    st.markdown(f":gray[{escape.safe(row.rule_sentence)}]  \n:small[{provenance(row)}]")
    st.page_link(
        "app_pages/definitions.py",
        label=f":small[All rules of {escape.safe(row.program_title)}]",
        query_params={"program": row.program},
        icon=":material/menu_book:",
    )
    pick_window([s for s in scores if key(s) == key(row)], row)
    left, right = st.columns([11, 10], gap="large")
    with left:
        trend(row, series if days == 30 else data.load(scorecards.trend, seller.seller_id, days), days)
        causes = data.load(scorecards.causes, row.seller_id, row.program, row.metric_code, row.window_code)
        evidence(row, causes)
    with right:
        order_list(row)


names = {row.seller_id: row.seller_name for row in data.load(scorecards.names)}
asked = st.query_params.get("seller") or st.session_state.get(
    "last_seller", ""
)  # the browser's Back may drop the parameter
seller_id = asked if asked in names else None
st.session_state.last_seller = seller_id or ""


def choose() -> None:
    st.query_params.from_dict({"seller": st.session_state.seller_choice} if st.session_state.seller_choice else {})
    st.session_state.last_seller = st.session_state.seller_choice or ""


left, right = st.columns([3, 1], vertical_alignment="bottom")
with right:
    st.session_state.seller_choice = seller_id
    st.selectbox(
        "Seller",
        list(names),
        index=None,
        format_func=lambda code: escape.plain(names.get(code) or code, 60),
        key="seller_choice",
        on_change=choose,
        placeholder="Find a seller",
        label_visibility="collapsed",
    )
if seller_id is None:
    left.title("Choose a seller" if names else "No seller yet", anchor=False)
    if asked:
        st.caption(f"There is no seller “{escape.safe(asked, 40)}”.")
    st.markdown(
        "A scorecard shows each SLA against its limit, and the orders behind every number."
        if names
        else "The published run knows no seller. Deliver the sellers table, then build again."
    )
else:
    chosen = data.load(scorecards.seller, seller_id)[0]
    heads = [s for s in data.load(scorecards.scores, seller_id) if s.is_deciding]
    left.title(f"{escape.safe(text.name(chosen.seller_name, seller_id, 60))} {headline(heads)}", anchor=False)
    with left:
        facts(chosen)
    scorecard(chosen)
    follows.section(seller_id)
