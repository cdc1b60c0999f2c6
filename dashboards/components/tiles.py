"""One SLA at a glance."""

from collections.abc import Callable

import streamlit as st

from components import status, text
from queries.published import Row


def tile(row: Row, sparkline: list[float], program: str, chosen: bool, choose: Callable[[str, str], None]) -> None:
    """Reading order: how is it, the number, against what, how sure, what to do, what is still open."""
    judged = text.is_judged(row)
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile_{row.program}_{row.metric_code}"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="xsmall"
        ):
            st.markdown(f"**{row.title}**", width="content")
            st.markdown(f"{status.LOOKS[row.status].badge} {status.severity(row)}".rstrip(), width="content")
        if program:
            st.caption(program)
        st.metric(
            row.title,
            text.measure(row) if judged else "–",
            label_visibility="collapsed",
            chart_data=sparkline if judged and len(sparkline) > 6 else None,
            chart_type="line",
            height="content",
        )
        st.caption(evidence(row, judged))
        st.markdown(status.advice(row))
        st.space("stretch")
        st.caption(foot(row))
        st.button(
            "Shown below" if chosen else "Show below",
            key=f"show_{row.program}_{row.metric_code}",
            type="tertiary",
            disabled=chosen,
            icon=":material/arrow_downward:",
            icon_position="right",
            on_click=choose,
            args=(row.program, row.metric_code),
        )


def evidence(row: Row, judged: bool) -> str:
    """Limit, window, counts, interval and the seller's own part: what the number is made of."""
    assumed = " (assumed)" if row.is_limit_assumption else ""
    lines = [f"Limit {text.limit(row)}{assumed} · {text.days(row)}"]
    if judged:
        lines.append(" · ".join(part for part in (status.counted(row), status.likely(row)) if part))
        lines += [text.first_up(status.own(row)), status.moved(row)]
    return "  \n".join(line for line in lines if line)


def foot(row: Row) -> str:
    """What is not in the number yet, or never will be."""
    parts = []
    if row.immature_count:
        parts.append(f"{text.count(row.immature_count)} not final yet")
    if row.pending_count:
        parts.append(f"{text.count(row.pending_count)} not due yet")
    if row.void_count:
        parts.append(f"{text.count(row.void_count)} cannot be judged")
    return " · ".join(parts) or f"All {text.entities(row)} judged"
