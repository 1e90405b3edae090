"""The gallery in a real browser: no accessibility violation in any look, size or state."""

from __future__ import annotations

import pytest

from linli.ui.tests.browsing import Visit, violations

pytestmark = pytest.mark.journey
PAGES = ["/_ui/", "/_ui/resident", "/_ui/plain", "/_ui/print"]  # every component: tests/journeys/test_gallery.py


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
