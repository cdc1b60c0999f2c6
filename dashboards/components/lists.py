"""What lists share: pages, filters kept in the address, and all rows as CSV."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components import data, escape
from queries.published import Row

ALL = "All"


def page_of(key: str, total: int, size: int) -> int:
    return min(st.session_state.get(key) or 1, max(-(-total // size), 1))


def pager(key: str, total: int, size: int) -> None:
    """Shown only where there is more than one page."""
    if total > size:
        st.pagination(-(-total // size), key=key, max_visible_pages=5)


def page_slice(rows: Any, key: str, size: int) -> Any:
    first = (page_of(key, len(rows), size) - 1) * size
    return rows[first : first + size]


def choice(label: str, options: Sequence[str], name: str, default: int = 0) -> str:
    """One of a few words, kept in the address under a name; the default where the address says anything else."""
    asked, key = st.query_params.get(name), f"{name}_filter"
    chosen = asked if asked in options else options[default]
    st.session_state[key] = chosen

    def go() -> None:
        st.query_params[name] = st.session_state[key]

    st.segmented_control(
        label,
        list(options),
        format_func=escape.safe,  # hence not bound to the address, which would have the signs of escaping, too
        required=True,
        key=key,
        on_change=go,
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen


def program(programs: tuple[Row, ...]) -> str:
    """The code of the chosen program; empty for all. Not shown where there is no choice."""
    titles = {row.title: row.program for row in programs}
    return titles.get(choice("Program", [ALL, *titles], "program"), "") if len(titles) > 1 else ""


def find() -> str:
    """What to look for in names and ids of sellers."""
    words = st.text_input(
        "Find a seller",
        key="find",
        bind="query-params",
        placeholder="Find a seller",
        icon=":material/search:",
        label_visibility="collapsed",
        width=220,
    )
    return words or ""


def keep_in_address(**named: str) -> None:
    """Say in the address what is shown: a link within a page leaves it as it was."""
    for name, value in named.items():
        st.query_params[name] = value


def clear(*names: str, **shown: str) -> None:
    """Search for nothing, forget the named choices, and show what is given."""
    st.session_state.find = ""
    for name in names:
        st.query_params.pop(name, None)
    keep_in_address(**shown)


def download(
    rows: Callable[..., tuple[Row, ...]], *parameters: object, named: Sequence[object], label: str = "CSV"
) -> None:
    """Every row, not only this page, with every column. The text is made when it is asked for."""
    run = data.run()

    def make() -> str:
        found = rows(run, *parameters)
        return escape.csv_text(vars(found[0]) if found else (), [vars(row).values() for row in found])

    name = escape.file_name(*named, run.as_of.date()) + ".csv"
    st.download_button(
        label,
        make,
        name,
        "text/csv",
        key=f"csv_{name}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        help="All of them with every column, times in UTC",
    )
