"""Good service is seen: fair places, who rose and fell, badges, and who comes back after a kept and a broken promise."""

from itertools import groupby

import streamlit as st

from components import data, enforcement, escape, lists, ranks, statement, states, text
from queries import standing
from queries.published import Row

PAGE = 25
MOVERS = 5
BADGES = 12


def choose(label: str, options: dict[str, str], name: str) -> str:
    """One of what there is, kept in the address by its code; the first where the address says anything else."""
    asked = st.query_params.get(name, "")
    chosen = asked if asked in options else next(iter(options))
    st.session_state[f"{name}_choice"] = chosen

    def go() -> None:
        st.query_params[name] = st.session_state[f"{name}_choice"]

    st.selectbox(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=f"{name}_choice",
        on_change=go,
        label_visibility="collapsed",
        width=380,
    )
    return chosen


def titles(rows: tuple[Row, ...], *parts: str) -> dict[str, str]:
    """What can be chosen, by its code."""
    return {
        ".".join(getattr(row, part) for part in parts): escape.plain(f"{row.program_title}: {row.title}", 70)
        for row in rows
    }


def places(board: Row, found: tuple[Row, ...], pager: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("Places", anchor=False, width="content")
        lists.download(
            standing.places, board.program, board.metric_code, named=("places", board.program, board.metric_code)
        )
    st.caption(ranks.explained(found[0]))
    is_compared = any(row.previous_date for row in found)
    last = "Moved" if is_compared else ""
    with st.grid(
        columns=10, min_column_width=44, wrap=False, gap=(6, 10), vertical_alignment="center", key="places"
    ) as grid:
        for title, span in (("Place", 1), ("&ensp;Seller", 3), ("Rate", 1), ("Ranked by", 2), ("Judged", 1), (last, 2)):
            grid.cell(column_span=span).markdown(f":small[:gray[{title}]]")
        for row in found:
            grid.markdown(f"**{text.count(row.place)}**")
            grid.cell(column_span=3).page_link(
                "app_pages/seller.py",
                label=escape.safe(text.name(row.seller_name, row.seller_id, 28)),
                query_params={"seller": row.seller_id, "sla": f"{row.program}.{row.metric_code}"},
            )
            grid.markdown(f":small[{text.share(row.rate, row.limit_value)}]")
            grid.cell(column_span=2).markdown(f":small[{ranks.sure(row)}]")
            grid.markdown(f":small[{text.count(row.population_count)}]")
            grid.cell(column_span=2).markdown(f":small[{ranks.moved(row)}]" if is_compared else "")
    lists.pager(pager, found[0].place_total, PAGE)


def movers(board: Row, found: tuple[Row, ...]) -> None:
    st.subheader("Up and down", anchor=False)
    since = next((row.previous_date for row in found if row.previous_date), None)
    if since is None:
        states.empty(
            "No earlier places to compare with",
            "They come from days that were built: `seller-sla backfill` adds days of the past.",
        )
        return
    rows = data.load(standing.movers, board.program, board.metric_code)
    st.caption(f"Since {text.full_day(since)}.")
    if not rows:
        st.caption("Nobody changed places.")
    for side in ([r for r in rows if r.places_gained > 0], [r for r in rows if r.places_gained < 0]):
        for row in side[:MOVERS]:
            with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
                st.markdown(f":small[{ranks.moved(row)}]", width=52)
                statement.seller_link(row, width=200)
                st.markdown(f":small[{ranks.move(row)}]", width=140)


def badges(board: Row) -> None:
    rows = data.load(standing.badges, board.program, board.metric_code)
    st.subheader(f"Badges ({text.count(len(rows))})" if rows else "Badges", anchor=False)
    if not rows:
        states.empty("No badge is earned here", "What earns one is in the badge rules of the policy seeds.")
    key = f"badges_page_{board.program}_{board.metric_code}"
    for _, group in groupby(lists.page_slice(rows, key, BADGES), key=lambda row: row.badge_code):
        part = list(group)
        st.markdown(badge(part[0]))
        for row in part:
            with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
                statement.seller_link(row, width=176)
                st.markdown(f"&ensp;:small[:gray[{enforcement.badge_evidence(row)}]]", width=276)
    lists.pager(key, len(rows), BADGES)


def badge(row: Row) -> str:
    return f":green-badge[:material/workspace_premium: {escape.safe(row.title, 30)}]"


def loyalty() -> None:
    promises = data.load(standing.promises)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("Who comes back", anchor=False, width="content")
        if promises:
            lists.download(standing.all_loyalty, named=("who_comes_back",))
    if not promises:
        states.empty("Nobody can be asked yet", "Buyers are followed where orders name them and promise a time.")
        return
    options = {
        code: f"{title}, on {escape.plain(row.marketplace, 30)}"
        for row, (code, title) in zip(
            promises, titles(promises, "program", "metric_code", "marketplace").items(), strict=True
        )
    }
    chosen = choose("Promise", options, "promise")
    row = next(p for p in promises if f"{p.program}.{p.metric_code}.{p.marketplace}" == chosen)
    st.caption(f"Buyers with another purchase after the promised time. {ranks.CAUTION}")
    loyalty_rows(data.load(standing.loyalty, row.program, row.metric_code, row.marketplace))


def loyalty_rows(rows: tuple[Row, ...]) -> None:
    widths = (230, 220, 220, 320)
    with st.container(gap="xsmall", key="loyalty"):
        with st.container(horizontal=True, gap="xxsmall"):
            for title, width in zip(
                ("Came back", "After a kept promise", "After a broken one", ""), widths, strict=True
            ):
                st.markdown(f":small[:gray[{title}]]", width=width)
        for row in rows:
            bought = ranks.FROM.get(row.bought_from, escape.safe(row.bought_from))
            words = f"within {text.plural(row.within_days, 'day')}  \n:gray[{bought}]"
            verdict = ranks.VERDICTS.get(row.after_a_broken_promise, "")
            cells = (words, ranks.came_back(row, "kept"), ranks.came_back(row, "broken"), verdict)
            with st.container(horizontal=True, gap="xxsmall", vertical_alignment="top"):
                for cell, width in zip(cells, widths, strict=True):
                    st.markdown(f":small[{cell}]", width=width)


def boards(found: tuple[Row, ...]) -> None:
    head, side = st.columns([2, 1], vertical_alignment="bottom")
    with side:
        chosen = choose("Ranked by", titles(found, "program", "metric_code"), "board")
    board = next(row for row in found if f"{row.program}.{row.metric_code}" == chosen)
    pager = f"page_{chosen}"
    page = st.session_state.get(pager) or 1
    rows = data.load(standing.places, board.program, board.metric_code, page, PAGE)
    first = data.load(standing.places, board.program, board.metric_code, 1, PAGE)
    head.title(ranks.headline(first), anchor=False)
    limit = f", limit {text.limit(first[0])}" if first[0].comparator else ""
    head.markdown(f":gray[{escape.safe(board.program_title)}{limit}]")
    left, right = st.columns([5, 4], gap="large")
    with left:
        places(board, rows or first, pager)
    with right:
        badges(board)
        movers(board, first)


found = data.load(standing.boards)
if found:
    boards(found)
else:
    st.title("Nobody can be ranked yet", anchor=False)
    states.empty("No places", "A seller is ranked by a rate of its headline window once it has enough to judge.")
loyalty()
