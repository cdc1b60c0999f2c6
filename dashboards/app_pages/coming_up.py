"""Before it happens: what is open, the most urgent first, and what a miss would do."""

import streamlit as st

from components import coming, data, escape, lists, statement, states, text
from queries import at_risk
from queries.published import Row

PAGE = 25
SHOW = {"All open": "", "Breaks a limit if missed": "breaks", "Limit broken already": "broken"}
ANY = "Any time"
WIDTHS = (112, 176, 178, 160, 216, 250)


def clear_filters() -> None:
    lists.clear("show", "due", "program")


def filters() -> tuple[str, str, str, str]:
    """The filters, kept in the address: urgency, program code, search text, effect of a miss."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        effect = SHOW[lists.choice("Show", list(SHOW), "show")]
        due = lists.choice("Due", [ANY, *(row.urgency for row in data.load(at_risk.urgencies))], "due")
        program = lists.program(data.load(at_risk.programs))
        return "" if due == ANY else due, program, lists.find(), effect


def cases() -> None:
    asked = filters()
    pager = f"page_{asked}"  # another filter starts on its own first page
    page = st.session_state.get(pager) or 1
    found = data.load(at_risk.cases, *asked, page, PAGE) or data.load(at_risk.cases, *asked, 1, PAGE)
    if not found:
        states.empty(
            "Nothing open matches these filters",
            "Change the search, or show all again.",
            label="Clear filters",
            on_click=clear_filters,
            type="secondary",
        )
        return
    step = None
    for row in found:
        if row.step_no != step:
            step = row.step_no
            section(row, asked, is_first=row is found[0])
        line(row)
    lists.pager(pager, found[0].case_total, PAGE)


def section(row: Row, asked: tuple[str, str, str, str], is_first: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(f"{escape.safe(row.urgency)} ({text.count(row.step_total)})", anchor=False, width="content")
        if is_first:
            lists.download(at_risk.cases, *asked, named=("coming_up", asked[1] or "all"))


def line(row: Row) -> None:
    """Fixed widths align the lines on a desk; on a phone the parts wrap."""
    with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
        statement.order_link(row.order_id, row.entity_id, f"{row.program}.{row.metric_code}", WIDTHS[0])
        with st.container(gap=None, width=WIDTHS[1]):
            st.page_link(
                "app_pages/seller.py",
                label=escape.safe(text.name(row.seller_name, row.seller_id, 24)),
                query_params={"seller": row.seller_id, "sla": f"{row.program}.{row.metric_code}"},
            )
        sla = escape.safe(f"{row.short_name}, {row.program_title}", 60)
        for words, width in zip(
            (f"{coming.due(row)}  \n:gray[{sla}]", coming.left(row), coming.history(row), coming.effect(row)),
            WIDTHS[2:],
            strict=True,
        ):
            st.markdown(f":small[{words}]", width=width)


totals = data.load(at_risk.totals)
st.title(coming.headline(totals), anchor=False)
if not totals.case_count:
    states.empty("Nothing is open", "An order is here from its start until its due time has passed or it is done.")
else:
    st.markdown(
        f":gray[Of {text.plural(totals.case_count, 'open promise')} {text.count(totals.breaks_count)} "
        f"{text.verb(totals.breaks_count, 'breaks', 'break')} a limit if missed; for {text.count(totals.broken_count)} it is "
        "broken already. Times left are as of the data, due times in the program's zone.]"
    )
    cases()
