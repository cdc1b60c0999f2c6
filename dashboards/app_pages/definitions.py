"""What a program asks of its sellers: every rule and limit in words, old and new versions side by side."""

import streamlit as st

from components import data, escape, lists, states, text
from queries import definitions
from queries.published import Row
from seller_sla.definitions import sentences
from seller_sla.definitions.rows import Definitions, Metric, Policy, Program, Window
from seller_sla.definitions.sentences import Line, Side


def index(found: Definitions, head: object) -> None:
    head.title("What each program asks of its sellers", anchor=False)
    if not found.programs:
        states.empty("No program", "Add one to the policy seeds, then build again.")
    for program in found.programs:
        with st.container(gap=None):
            st.page_link(
                "app_pages/definitions.py",
                label=f"**{escape.safe(program.row.title)}**",
                query_params={"program": program.row.program},
            )
            metrics = ", ".join(escape.safe(metric.row.title) for metric in program.metrics)
            st.caption(f"{escape.safe(program.row.description)}  \n{metrics}")
    gaps("What no program can hold", found.gaps)


def page(program: Program, found: Definitions, head: object) -> None:
    head.title(escape.safe(program.row.title), anchor=False)
    zone = text.zone_words(program.row.timezone, program.row.calendar_id)
    head.markdown(f"{escape.safe(program.row.description)}.")
    head.caption(f"{escape.safe(sentences.enrolment(program.row))} Its days are those of {zone}.")
    st.markdown(" · ".join(f"[{escape.safe(m.row.short_name)}](#{m.row.metric_code})" for m in program.metrics))
    for metric in program.metrics:
        with st.container(border=True):
            definition(metric)
    gaps("What is not in it", program.gaps)
    if found.gaps:
        with st.expander("What no program can hold"):
            gaps("", found.gaps)


def definition(metric: Metric) -> None:
    st.subheader(escape.safe(metric.row.title), anchor=metric.row.metric_code)
    st.markdown(f":gray[{escape.safe(metric.row.definition)}]")
    for policy in metric.policies:
        rule(policy, metric.row)


def rule(policy: Policy, metric: Row) -> None:
    """Its versions, then what is allowed in each window; side by side where there is one of each."""
    whose = sentences.scope(policy.versions[-1])
    if whose:
        st.markdown(f"**For {escape.safe(whose)}**")
    is_single = len(policy.versions) == 1 and all(len(window.limits) == 1 for window in policy.windows)
    left, right = st.columns(2, gap="large") if is_single else (st.container(), st.container())
    with left:
        beside([sentences.version(row) for row in policy.versions])
    with right:
        for window in policy.windows:
            st.markdown(f"**{escape.safe(text.first_up(sentences.window(window.choices, metric)))}**{decides(window)}")
            period = sentences.period(window.choices)
            beside([sentences.limits_side(limit, period) for limit in window.limits])


def decides(window: Window) -> str:
    return " :blue-badge[decides the status]" if window.choices[0].is_binding else ""


def beside(sides: list[Side]) -> None:
    """Side by side on a desk, one below the other on a phone; oldest first."""
    if not sides:
        return
    for column, side in zip(st.columns(len(sides)), sides, strict=True):
        column.markdown("  \n".join([f":small[:gray[{escape.safe(side.title)}]]", *map(said, side.lines)]))


def said(line: Line) -> str:
    words, address = escape.safe(line.words), escape.link(line.url)
    return f":small[:gray[{escape.safe(line.name)}] {f'[{words}]({address})' if address else words}]"


def gaps(title: str, rows: tuple[Row, ...]) -> None:
    if not rows:
        return
    if title:
        st.subheader(title, anchor=False)
    st.markdown("\n".join(f"- {escape.safe(row.rule)}. :gray[{escape.safe(row.reason)}.]" for row in rows))


def choose() -> None:
    st.query_params.from_dict({"program": st.session_state.program_choice} if st.session_state.program_choice else {})


found = data.load(definitions.read)
programs = {program.row.program: program for program in found.programs}
asked = st.query_params.get("program", "")
left, right = st.columns([3, 1], vertical_alignment="top")
with right:
    st.session_state.program_choice = asked if asked in programs else None
    st.selectbox(
        "Program",
        list(programs),
        index=None,
        format_func=lambda code: escape.plain(programs[code].row.title if code in programs else code, 60),
        key="program_choice",
        on_change=choose,
        placeholder="All programs",
        label_visibility="collapsed",
    )
if asked in programs:
    lists.keep_in_address(program=asked)
    page(programs[asked], found, left)
else:
    index(found, left)
