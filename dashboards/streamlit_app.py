"""Router only: page frame, as-of line, navigation. Start it with `make dashboard`."""

from pathlib import Path

import streamlit as st

from components import states
from queries import published

st.set_page_config(
    page_title="Seller SLA", page_icon=str(Path(__file__).parent / "components" / "icon.svg"), layout="wide"
)

PAGES = [
    st.Page("app_pages/overview.py", title="Overview", icon=":material/grid_view:", default=True),
    st.Page("app_pages/actions.py", title="Actions", icon=":material/gavel:", url_path="actions"),
    st.Page("app_pages/coming_up.py", title="Coming up", icon=":material/schedule:", url_path="coming_up"),
    st.Page("app_pages/standing.py", title="Standing", icon=":material/emoji_events:", url_path="standing"),
    st.Page("app_pages/seller.py", title="Seller", icon=":material/storefront:", url_path="seller"),
    st.Page("app_pages/order.py", title="Order", icon=":material/package_2:", url_path="order"),
    st.Page("app_pages/definitions.py", title="Definitions", icon=":material/menu_book:", url_path="definitions"),
    st.Page("app_pages/health.py", title="Data health", icon=":material/verified:", url_path="health"),
]
page = st.navigation(PAGES, position="top")

try:
    st.session_state.run = published.current()
    states.as_of_line(st.session_state.run)
    page.run()
except published.NothingPublished:
    states.nothing_published()
except published.Unreadable as fault:
    states.unreadable(str(fault))
except published.Replaced:
    st.rerun()
