"""What tests of pages share: the pages, addresses that may say anything, and what a page shows."""

from streamlit.testing.v1 import AppTest

from components import escape

PAGES = ("overview", "actions", "coming_up", "standing", "seller", "order", "definitions", "health")
UNKNOWN = ["", "S99", "' or 1=1 --", "<script>alert(1)</script>", ":red[x]", "%00", "x" * 5000]


def everything(app: AppTest) -> str:
    """All text of a page, as it is given to the browser."""
    kinds = ("title", "subheader", "markdown", "caption", "warning")
    return "\n".join(element.value for kind in kinds for element in getattr(app, kind))


def read(app: AppTest) -> str:
    """What a page shows, without the signs that keep text from being read as a command."""
    return everything(app).replace("\\", "").replace(escape.JOINER, "")


def addresses(app: AppTest) -> list[str]:
    """The query of every link to a page."""
    return [link.proto.query_string for link in app.get("page_link")]
