"""The gallery in a real browser, served without a database: it asks none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from linli.ui.vendor import NODE_MODULES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the product without a database: the gallery asks it nothing."""
    # the files as they are in the working tree, whatever was collected into the home of the tests before
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={**settings.STORAGES, **plain}):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open pages in a window of their own; script errors and refusals by the content security policy fail the test."""
    windows: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, *, width: int = 1440, clock: bool = False, **look: object) -> Page:
        window = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="zh-CN", **look)
        windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _refused(message.text) and complaints.append(message.text))
        if clock:
            page.clock.install()
        page.goto(path)
        return page

    yield open_page
    for window in windows:
        window.close()
    assert complaints == []


def _refused(text: str) -> bool:
    return "Content Security Policy" in text


def violations(page: Page) -> list[str]:
    """Measure with axe, which writes a style of its own: open the page with ``bypass_csp``."""
    source = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]
