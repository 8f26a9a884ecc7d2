"""A headless Chromium, one for all tests, pages that watch for errors and requests, a site."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from jhreport.files import checkout_dir
from jhreport.pages.site import write_site

ROOT = checkout_dir()
AXE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser(skip_without) -> Iterator[Browser]:
    """The browser of the system, else the one that ``playwright install chromium`` brings."""
    with sync_playwright() as playwright:
        paths = [*map(shutil.which, NAMES), playwright.chromium.executable_path]
        found = next((path for path in paths if path and Path(path).is_file()), None)
        if found is None:
            skip_without(
                "chromium",
                f"none of {', '.join(NAMES)} is on the PATH, and Playwright has none; "
                "get one: make browser",
            )
        # Within a container there is no sandbox to be had; the pages are our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a new window; afterwards, no error and no outside request is allowed."""
    troubles, contexts = [], []

    def open_page(address: str, **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        parts = urlsplit(address)
        own = ("file:", "data:", f"{parts.scheme}://{parts.netloc}/")
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(own) or troubles.append(f"request: {request.url}")
            ),
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def phone() -> dict[str, object]:
    """Return what makes a window a phone's."""
    return {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[tuple[str, str, str]]]:
    """Return a function that lists what axe finds serious: rule, element, what is wrong."""

    def find(page: Page) -> list[tuple[str, str, str]]:
        found = page.evaluate(f"async () => {{ {AXE}; return await axe.run(); }}")
        assert {"color-contrast", "button-name"} <= {rule["id"] for rule in found["passes"]}
        return [
            (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
        ]

    return find


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Return the folder of the site of the first report."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site("jinhua-2020", folder, notebooks=ROOT / "notebooks", figures=ROOT / "figures")
    return folder


@pytest.fixture(scope="session")
def served(site) -> Iterator[str]:
    """Return the address of the site on a server of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
