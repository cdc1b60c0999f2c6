"""Cached access for pages. The published run is part of every key: a new run is never answered from the old one."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from queries import published


@st.cache_resource(max_entries=512, show_spinner=False)
def _cached(run: published.Run, query: str, parameters: tuple, _function: Callable[..., Any]) -> Any:
    """Rows are shared between visitors and never changed, so they need no copy."""
    return _function(run, *parameters)


def load(function: Callable[..., Any], *parameters: Any) -> Any:
    return _cached(run(), f"{function.__module__}.{function.__name__}", parameters, function)


def run() -> published.Run:
    return st.session_state.run
