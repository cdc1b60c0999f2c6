"""What to do today: steps that wait for a decision, and what became of the others."""

import streamlit as st

from components import data, enforcement, escape, lists, statement, states, text
from queries import actions
from queries.published import Row

PAGE = 15
SHOW = {"All steps": (0, 1, 2, 3), "Waiting": (0, 1), "Decided": (2,), "Withdrawn": (3,)}


def clear_filters() -> None:
    lists.clear("show", "program")


def filters() -> tuple[tuple[int, ...], str, str]:
    """The filters, kept in the address: groups, program code, search text."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show = lists.choice("Show", list(SHOW), "show")
        program = lists.program(data.load(actions.programs))
        return SHOW[show], program, lists.find()


def steps() -> None:
    groups, program, find = filters()
    pager = f"page_{groups}_{program}_{find}"  # another filter starts on its own first page
    page = st.session_state.get(pager) or 1
    found = data.load(actions.steps, groups, program, find, page, PAGE) or data.load(
        actions.steps, groups, program, find, 1, PAGE
    )
    if not found:
        states.empty(
            "No step matches these filters",
            "Change the search, or show all steps again.",
            label="Clear filters",
            on_click=clear_filters,
            type="secondary",
        )
        return
    group = None
    for row in found:
        if row.group_no != group:
            group = row.group_no
            section(row, groups, program, find, is_first=row is found[0])
        statement.entry(row)
    lists.pager(pager, found[0].step_total, PAGE)


def section(row: Row, groups: tuple[int, ...], program: str, find: str, is_first: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        title = f"{enforcement.GROUPS[row.group_no]} ({text.count(row.group_total)})"
        st.subheader(title, anchor=False, width="content")
        if is_first:
            lists.download(actions.steps, groups, program, find, named=("steps", program or "all"))


def stray() -> None:
    """Decisions that stand beside nothing: a mistyped name, or a step that a corrected delivery undid."""
    found = data.load(actions.stray_decisions)
    if not found:
        return
    st.subheader("Decisions on steps that nobody recommended", anchor=False)
    for row in found:
        words = statement.decision_words(row, data.run().timezone)
        st.markdown(f":small[{escape.safe(row.recommendation_id, 120)}  \n{words}]")


def overview() -> None:
    totals = data.load(actions.totals)
    st.title(enforcement.headline(totals), anchor=False)
    if not totals.step_count:
        states.empty("Nothing to decide", "A step is recommended when a seller is out of a limit for long enough.")
    else:
        st.markdown(
            f":gray[{text.count(totals.decided_count)} decided, {text.count(totals.withdrawn_count)} withdrawn. A step is a "
            "recommendation by the rules of the policy seeds; a person decides it.]"
        )
        steps()
    stray()


def not_found(asked: str) -> None:
    st.title("No such step", anchor=False)
    st.page_link("app_pages/actions.py", label="All actions", icon=":material/arrow_back:")
    states.empty(f"“{escape.safe(asked, 60)}” is not in this run", "Check its name. It is as `seller-sla ops` has it.")


asked = st.query_params.get("step", "")
found = data.load(actions.step, asked) if asked else ()
if found:
    lists.keep_in_address(step=asked)
    statement.whole(found[0])
elif asked:
    not_found(asked)
else:
    overview()
