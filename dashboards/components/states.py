"""Designed states: what is the case, why, and the one thing to do next."""

from typing import Any

import streamlit as st

from components import escape, text
from queries import published

STALE_HOURS = 26
OLD_DAYS = 60


def nothing_published() -> None:
    with st.container(border=True, width=620):
        st.title("Nothing has been published yet", anchor=False)
        st.markdown("The scorecards appear here after the first build. In the project folder, run:")
        st.code("make build", language="bash")
        st.caption(
            "The build checks the raw files, judges every order and publishes the result. Then reload this page."
        )


def unreadable(fault: str) -> None:
    with st.container(border=True, width=620):
        st.title("The published file cannot be read", anchor=False)
        st.markdown("It was made by another version of the project, or it is damaged. In the project folder, run:")
        st.code("dbt build", language="bash")
        st.caption("The build publishes all tables anew. What the file answered:")
        st.code(escape.plain(fault, 300), language=None, wrap_lines=True)


def empty(title: str, why: str, **action: Any) -> None:
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.space("xxsmall")
        st.markdown(f"**{title}**", text_alignment="center")
        st.caption(why, text_alignment="center")
        if action:
            st.button(**action)
        st.space("xxsmall")


def as_of_line(run: published.Run) -> None:
    """Always visible, quiet while all is well, a warning when the data is old."""
    here, number = text.local(run.as_of, run.timezone), f"run {escape.safe(run.run_id.partition('-')[0], 20)}"
    zone = text.zone_words(run.timezone, "_local" if run.is_as_delivered else "")
    moment = f"{text.full_day(here)}, {here:%H:%M}" + (f" ({zone})" if run.is_as_delivered else f" {zone}")
    age = (published.now() - run.as_of).total_seconds()
    if run.is_demo:
        st.caption(f":material/science: Demo marketplace as of {moment} · {number}")
    elif age <= STALE_HOURS * 3600:
        st.caption(f"As of {moment} · {number}")
    elif age <= OLD_DAYS * 86400:
        st.warning(
            f"**The data is {text.span(age)} old.** Everything below is as of {moment}; later orders are not counted.",
            icon=":material/schedule:",
        )
    else:
        st.warning(
            f"**The newest data is of {moment}.** Everything below is as of then; later orders are not counted.",
            icon=":material/schedule:",
        )
