"""What `make dashboard` serves: the app, behind a quiet answer to the browser's search for it.

A page opened by its own address (/seller?…) makes Streamlit's browser part ask for /seller/_stcore/health before
/_stcore/health. Streamlit answers 404, which every browser shows as an error; 300 says the same without one.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class NoAppBelowAPage:
    """Tell whoever looks for the app below a page to look elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_below_a_page = scope["type"] == "http" and scope["path"].find("/_stcore/") > 0
        await (Response(status_code=300) if is_below_a_page else self.app)(scope, receive, send)


app = st.App("streamlit_app.py", middleware=[Middleware(NoAppBelowAPage)])
