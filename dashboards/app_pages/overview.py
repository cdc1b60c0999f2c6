"""All sellers: who breaches what, who is close, who moved."""

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from components import data, escape, lists, states, status, text
from queries import overview
from queries.published import Row

SELLER = "app_pages/seller.py"
INSET = "&ensp;"  # as wide as the padding of a page link, so headers and cells share an edge
CASES, MOVERS, PAGE, MANY = 6, 4, 25, 40
SHOW = {"All sellers": 5, "Watch or worse": 2}


def link(row: Row, label: str, place: object = st, **options: object) -> None:
    place.page_link(
        SELLER,
        label=label,
        query_params={"seller": row.seller_id, "sla": f"{row.program}.{row.metric_code}"},
        **options,
    )


def headline(totals: Row) -> str:
    if not totals.seller_count:
        return "No seller is judged yet"
    sellers, close = text.plural(totals.seller_count, "seller"), totals.at_risk_count
    are = text.verb(close, "is", "are")
    if totals.breach_count:
        more = f"; {text.count(close)} more {are} close" if close else ""
        breach = text.verb(totals.breach_count, "breaches", "breach")
        return f"{text.count(totals.breach_count)} of {sellers} {breach} a limit{more}"
    if not totals.judged_count:
        return f"None of {sellers} has enough to judge"
    return f"All {sellers} are within their limits" + (f"; {text.count(close)} {are} close" if close else "")


def windows(columns: tuple[Row, ...]) -> str:
    """Which days the page speaks of: one window per program, or per SLA where they differ."""
    parts = []
    for _, group in groupby(columns, key=lambda c: c.program):
        part = list(group)
        spans = {text.days(c): c.short_name for c in part}
        words = (
            text.listing(list(spans))
            if len(spans) == 1
            else text.listing([f"{n.lower()} {s}" for s, n in spans.items()])
        )
        parts.append(f"{escape.safe(part[0].program_title)}: {words}")
    return " · ".join(parts)


def attention() -> None:
    """One line per case. Fixed widths align the lines on a desk; on a phone the horizontal container wraps them."""
    rows = data.load(overview.cases, CASES)
    if not rows:
        states.empty("Nothing to act on", "No seller breaches a limit or is close to one.")
    for row in rows:
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center", key=f"case_{rows.index(row)}"):
            st.markdown(status.LOOKS[row.status].badge, width=86)
            link(row, f"**{escape.safe(text.name(row.seller_name, row.seller_id, 24))}**", width=176)
            st.markdown(
                f":small[{row.title} {text.measure(row)}, limit {text.limit(row)}] {status.severity(row)}", width=256
            )
            st.caption(status.advice(row).replace("**", ""), width=580)
    if rows and rows[0].case_count > len(rows):
        st.caption(f"and {text.count(rows[0].case_count - len(rows))} more in the list below")


def clear_filters() -> None:
    lists.clear("program", show=next(iter(SHOW)))


def filters(programs: tuple[Row, ...], many: bool) -> tuple[str, str, int]:
    """The filters, kept in the address: program code, search text, worst rank to show."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show = lists.choice("Show", list(SHOW), "show", default=int(many))
        return lists.program(programs), lists.find(), SHOW[show]


def matrix(many: bool) -> None:
    program, find, worst_rank = filters(data.load(overview.programs), many)
    pager = f"page_{program}_{find}_{worst_rank}"  # another filter starts on its own first page
    found = data.load(overview.sellers, program, find, worst_rank, st.session_state.get(pager) or 1, PAGE)
    if not found:
        states.empty(
            "No seller matches these filters",
            "Change the search, or show all sellers again.",
            label="Clear filters",
            on_click=clear_filters,
            type="secondary",
        )
        return
    total, columns = found[0].seller_count, data.load(overview.columns, program)
    st.markdown(f":small[{status.legend()}]")
    with st.grid(
        columns=len(columns) + 2,
        min_column_width=90,
        wrap=False,
        gap=(10, 6),
        vertical_alignment="center",
        key="matrix",
    ) as grid:
        header(grid, columns, total)
        rows = data.load(overview.cells, tuple(seller.seller_id for seller in found))
        cells = {(row.seller_id, row.program, row.metric_code): row for row in rows}
        for seller in found:
            grid.cell(column_span=2).page_link(
                SELLER,
                label=escape.safe(text.name(seller.seller_name, seller.seller_id, 26)),
                query_params={"seller": seller.seller_id},
            )
            for column in columns:
                row = cells.get((seller.seller_id, column.program, column.metric_code))
                if row is None:
                    grid.markdown("")
                else:
                    link(row, status.cell(row), grid)
    if total > PAGE:
        st.pagination(-(-total // PAGE), key=pager, max_visible_pages=5)


def header(grid: object, columns: tuple[Row, ...], total: int) -> None:
    """Programs above the SLAs; under each SLA its limit, and its days where they differ within the program."""
    grid.cell(column_span=2).space("xxsmall")
    mixed = set()
    for program, group in groupby(columns, key=lambda c: c.program):
        part = list(group)
        spans = {(c.window_start_date, c.window_end_date) for c in part}
        words = escape.safe(part[0].program_title)
        if len(spans) == 1 and len(part) > 1:
            words += f" · {text.days(part[0])}"
        else:
            mixed.add(program)
        grid.cell(column_span=len(part)).markdown(f"{INSET}:small[:gray[{words}]]")
    grid.cell(column_span=2).markdown(f"{INSET}:small[:gray[{text.plural(total, 'seller')}, worst first]]")
    for column in columns:
        bound = text.limit(column, sign=True) if column.limit_value == column.highest_limit else "limits differ"
        lines = [f"**{column.short_name}**", f":small[:gray[{bound}]]"]
        if column.program in mixed:
            lines.append(f":small[:gray[{text.first_up(column.window_title)}]]")
        grid.markdown("  \n".join(INSET + line for line in lines))


def movers(rows: Iterable[Row]) -> None:
    sides = {"worse": [], "better": []}
    for row in rows:
        sides[row.trend].append(row)
    if not any(sides.values()):
        return
    for column, (trend, title) in zip(
        st.columns(2, gap="large"), (("worse", "Got worse"), ("better", "Got better")), strict=True
    ):
        with column:
            st.subheader(title, anchor=False)
            if not sides[trend]:
                st.caption("Nobody, of those with enough to judge in both windows.")
            for row in sides[trend]:
                with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
                    link(row, f"**{escape.safe(text.name(row.seller_name, row.seller_id, 24))}**", width=190)
                    st.markdown(f":small[{row.title} {text.previous(row)} → {text.measure(row)}]", width=320)
    st.caption(
        "Against the window before, measured by the room each limit gives. Pairs with too few to judge are left out."
    )


totals = data.load(overview.totals)
st.title(headline(totals), anchor=False)
if not totals.seller_count:
    states.empty(
        "No scorecards", "The published run has no seller in any program. Deliver sellers and orders, then build again."
    )
else:
    notes = [windows(data.load(overview.columns, ""))]
    if totals.immature_count:
        notes.append(f"{text.plural(totals.immature_count, 'verdict')} may still change")
    st.markdown(f":gray[{'. '.join(notes)}.]")
    attention()
    st.space("small")
    matrix(totals.seller_count > MANY)
    st.space("small")
    movers(data.load(overview.movers, MOVERS))
