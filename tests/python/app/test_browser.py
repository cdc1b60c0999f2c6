"""The app in a real Chromium: every page in three looks, from the overview to an order, without one error."""

import csv
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from published_copies import HOSTILE, ROOT, rows

sync_api = pytest.importorskip("playwright.sync_api", reason="The browser test needs the Python package playwright.")

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOOKS = {
    "light": (1400, 900, "light"),
    "laptop": (1280, 800, "light"),
    "dark": (1400, 900, "dark"),
    "phone": (390, 844, "light"),
}
WAIT = 60_000
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="No Chromium was found; install one to walk through the app.")


@contextmanager
def served(warehouse: Path, log: Path) -> Iterator[str]:
    """The app on a free port of this machine, as `make dashboard` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "seller_sla.cli",
        "dashboard",
        f"--server.port={port}",
        "--server.address=127.0.0.1",
    ]
    with log.open("w") as out:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"SELLER_SLA_WAREHOUSE_DIR": str(warehouse)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert "Traceback" not in log.read_text(), log.read_text()


def wait_for(port: int, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, log.read_text()
        time.sleep(0.2)
    pytest.fail("the app did not start within a minute")


@pytest.fixture(scope="module")
def app(published_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(published_demo, tmp_path_factory.mktemp("app") / "server.log") as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def is_fault(message) -> bool:
    """An error, or a warning; but Streamlit's tiles draw their small lines once before they have the data."""
    return message.type == "error" or (message.type == "warning" and "Infinite extent" not in message.text)


@pytest.fixture
def tab(chromium, request: pytest.FixtureRequest) -> Iterator:
    """A fresh page in the asked look; whatever goes wrong in it fails the test."""
    width, height, scheme = LOOKS[getattr(request, "param", "light")]
    faults: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    page.on("console", lambda m: faults.append(f"{m.type}: {m.text}") if is_fault(m) else None)
    page.on("requestfailed", lambda r: faults.append(f"failed: {r.url}") if r.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda r: faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def settle(page, title: str = "") -> None:
    """Wait until the page is complete; no error box, and nothing that scrolls the page sideways."""
    page.locator("h1", has_text=title).first.wait_for(timeout=WAIT)
    page.wait_for_function(
        """document.querySelector('[data-test-script-state=notRunning]')
            && !document.querySelector('[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSkeleton]')""",
        timeout=WAIT,
    )
    for box in ("stException", "stAlertContentError"):
        assert not page.locator(f"[data-testid={box}]").count(), page.locator(f"[data-testid={box}]").first.inner_text()
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), f"{page.url} scrolls sideways"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
        f"{page.url} scrolls sideways"
    )


def wait_for_words(page, words: str) -> None:
    """Wait until the page shows these words; the joiners that keep them apart take no room."""
    page.wait_for_function(
        "w => document.querySelector('[data-testid=stMain]').innerText.replaceAll('\u2060', '').includes(w)",
        arg=words,
        timeout=WAIT,
    )


@pytest.mark.parametrize("tab", ["light", "dark", "phone"], indirect=True)
def test_from_the_overview_to_an_order_and_back(app, tab, published_demo):
    breaching = rows(
        published_demo,
        "select count(distinct seller_id) from fct_seller_scorecards where is_headline and status = 'breach'",
    )
    tab.goto(app)
    settle(tab, f"{breaching[0][0]} of")
    cell = tab.locator(".st-key-matrix a", has_text="%").filter(has=tab.locator(".stMarkdownBadge")).first
    cell.focus()
    tab.keyboard.press("Enter")  # the keyboard alone is enough
    tab.wait_for_url("**/seller?*", timeout=WAIT)
    settle(tab, "breaches")
    seller = tab.url
    tab.locator(".st-key-orders a").first.click()
    tab.wait_for_url("**/order?*", timeout=WAIT)
    settle(tab, "counts against")
    tab.locator("[data-testid=stVegaLiteChart]").first.wait_for(timeout=WAIT)
    tab.locator("a", has_text="scorecard").first.click()
    tab.wait_for_url("**/seller?*", timeout=WAIT)
    settle(tab, "breaches")
    assert tab.url.split("?")[1] == seller.split("?")[1]
    tab.goto(f"{app}/health")
    settle(tab, "held back")


@pytest.mark.parametrize("tab", ["laptop", "dark", "phone"], indirect=True)
def test_from_what_to_do_to_an_order_and_what_follows_for_the_seller(app, tab, published_demo):
    waiting = rows(published_demo, "select count(*) from fct_enforcement_recommendations where status = 'open'")
    tab.goto(f"{app}/actions")
    settle(tab, f"{waiting[0][0]} steps wait")
    tab.locator("[data-testid=stMain] a", has_text="how to decide").first.click()
    tab.wait_for_url("**/actions?step=*", timeout=WAIT)
    settle(tab, "Suspend the account")
    wait_for_words(tab, "seller-sla ops decide")
    tab.locator("[data-testid=stMain] a[href*='order?order=']").first.click()
    tab.wait_for_url("**/order?*", timeout=WAIT)
    settle(tab, "counts against")
    tab.goto(f"{app}/seller?seller=S10")
    settle(tab, "breaches")
    for name in ("Breaches", "Questions", "Badges"):
        tab.get_by_role("tab").filter(has_text=name).click()
        settle(tab)
    tab.get_by_role("tab").filter(has_text="Breaches").click()
    wait_for_words(tab, "Product S10-17 explains")


@pytest.mark.parametrize(
    ("path", "words", "named"),
    [
        ("actions?show=Waiting", "how to decide", "actions?step="),
        ("health", "Show all", "health?reason="),
        ("definitions", "MALL partner", "definitions?program=mall"),
    ],
)
def test_a_link_within_a_page_is_in_the_address_and_goes_back(app, tab, path, words, named):
    tab.goto(f"{app}/{path}")
    settle(tab)
    before = tab.locator("h1").first.inner_text()
    tab.locator("[data-testid=stMain] a", has_text=words).first.click()
    tab.wait_for_url(f"**/{named}*", timeout=WAIT)
    settle(tab)
    after = tab.locator("h1").first.inner_text()
    tab.reload()
    settle(tab, after)
    assert named in tab.url
    tab.go_back()
    settle(tab, before)


def test_the_csv_of_actions_has_every_step(app, tab, published_demo):
    number = rows(published_demo, "select count(*) from fct_enforcement_recommendations")[0][0]
    tab.goto(f"{app}/actions")
    settle(tab)
    with tab.expect_download(timeout=WAIT) as download:
        tab.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as made:
        assert len(list(csv.DictReader(made))) == number


@pytest.mark.parametrize("tab", ["laptop"], indirect=True)
def test_the_matrix_is_whole_on_a_laptop(app, tab):
    tab.goto(app)
    settle(tab)
    assert tab.locator(".st-key-matrix").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


@pytest.mark.parametrize("tab", ["phone"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "?find=nobody",
        "seller",
        "order",
        "seller?seller=nobody",
        "order?order=nobody",
        "?program=Convictional",
        "health",
        "definitions",
        "definitions?program=mall",
        "health?about=S15",
        "health?reason=nobody",
        "actions",
        "actions?show=Withdrawn",
        "actions?find=nobody",
        "actions?step=nobody",
        "actions?step=mall_tracking_rate/suspend/S04/2026-07-01",
        "coming_up",
        "coming_up?show=Breaks+a+limit+if+missed",
        "standing",
        "standing?board=convictional.return_rate",
    ],
)
def test_states_fit_a_phone(app, tab, path):
    tab.goto(f"{app}/{path}")
    settle(tab)


def test_the_csv_has_every_order_of_the_list(app, tab, published_demo):
    seller, program, metric, bad = rows(
        published_demo,
        """
        select seller_id, program, metric_code, bad_count from fct_seller_scorecards
        where is_headline order by bad_count desc, seller_id limit 1""",
    )[0]
    tab.goto(f"{app}/seller?seller={seller}&sla={program}.{metric}")
    settle(tab)
    with tab.expect_download(timeout=WAIT) as download:
        tab.get_by_role("button", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == bad + 1
    assert lines[0].startswith("order_id,verdict,reason,")


def test_hostile_names_are_shown_as_they_are(chromium, tab, hostile, tmp_path, published_demo):
    order = rows(published_demo, "select min(order_id) from fct_orders")[0][0]
    with served(hostile, tmp_path / "server.log") as url:
        paths = (
            "",
            "actions",
            "coming_up",
            "standing",
            "seller?seller=S05",
            f"order?order={order}",
            "definitions?program=mall",
        )
        for path in (*paths, "health"):
            tab.goto(f"{url}/{path}")
            settle(tab)
            wait_for_words(tab, HOSTILE[:20])
            made = "b, i, script, img[src*='e.vil'], a[href*='e.vil'], a[href^='javascript'], .katex"
            assert tab.locator(f"[data-testid=stMain] :is({made})").count() == 0, path
        wait_for_words(tab, HOSTILE)
        tab.goto("about:blank")  # before the server ends
