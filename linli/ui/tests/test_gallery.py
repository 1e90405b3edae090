"""The gallery in a real browser: no accessibility violation in any look, size or state."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from linli.ui.gallery.catalogue import GROUPS
from linli.ui.vendor import NODE_MODULES

pytestmark = pytest.mark.journey
PAGES = ["/_ui/", "/_ui/resident", "/_ui/plain", "/_ui/print", *(f"/_ui/{group.name}/" for group in GROUPS)]
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

    def open_page(path: str, *, width: int = 1440, **look: object) -> Page:
        window = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="zh-CN", **look)
        windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _refused(message.text) and complaints.append(message.text))
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


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_gallery_has_a_violation(visit: Visit, path: str, scheme: str, width: int) -> None:
    page = visit(path, color_scheme=scheme, width=width, bypass_csp=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page itself scrolls sideways"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_high_contrast_has_no_violation(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme, contrast="more", bypass_csp=True)
    assert violations(page) == []


def test_the_measure_finds_a_violation(visit: Visit) -> None:
    page = visit("/_ui/plain", bypass_csp=True)
    page.evaluate("document.querySelector('label').remove()")
    assert violations(page) != []


def test_the_menus_open_by_keyboard_and_give_the_focus_back(visit: Visit) -> None:
    page = visit("/_ui/")
    page.locator(".standing summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "post"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator(".standing details[open]").count() == 0


def test_a_question_is_asked_in_place_and_can_be_declined(visit: Visit) -> None:
    page = visit("/_ui/actions/")
    button = page.locator("linli-confirm > button")
    button.evaluate("button => button.addEventListener('click', () => (document.title = 'acted'))")
    button.click()
    assert page.evaluate("document.activeElement.textContent") == "保留"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "撤销这次导入"
    assert page.title() != "acted"
    button.click()
    page.get_by_role("button", name="撤销导入", exact=True).click()
    assert page.title() == "acted"


def test_a_key_brings_the_focus_to_the_search_box(visit: Visit) -> None:
    page = visit("/_ui/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_the_first_tab_leads_past_the_frame(visit: Visit) -> None:
    page = visit("/_ui/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_scripts_language_and_look_can_be_chosen(visit: Visit) -> None:
    page = visit("/_ui/plain", java_script_enabled=False)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/_ui/")
    page.locator(".gallery-looks").get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_summary_of_errors_takes_the_focus(visit: Visit) -> None:
    page = visit("/_ui/plain")
    assert "error-summary" in page.evaluate("document.activeElement.className")
