"""Every page in every look: no accessibility violation, one heading, nothing wider than the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from .axe import violations
from .conftest import answer_for_what, sign_in, take_picture
from .pages import PAGES

# name, screen, cookies
LOOKS = {
    "light-desk": ("desk", {}),
    "light-phone": ("phone", {}),
    "dark-desk": ("desk", {"linli_theme": "dark"}),
    "contrast-phone": ("phone", {"linli_contrast": "more"}),
    "elder-phone": ("phone", {"linli_mode": "elder", "linli_text": "3"}),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_an_accessibility_violation(visit, house, role: str, look: str) -> None:
    screen, cookies = LOOKS[look]
    page = visit("/sign-in/", screen=screen)
    page.context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in cookies.items()])
    if role:
        sign_in(page, role)
        page.context.add_cookies(
            [{"name": name, "value": value, "url": house.address} for name, value in cookies.items()]
        )
    faults: dict[str, list[str]] = {}
    for address in PAGES[role]:
        go_to(page, address)
        faults |= violations(page)
        if page.locator("h1").count() != 1:
            faults[f"{address} headings"] = page.locator("h1").all_inner_texts()
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            faults[f"{address} is wider than the screen"] = widest(page)
        if look in {"light-desk", "light-phone", "elder-phone"}:
            take_picture(page, picture_name(role, address, look))
    assert faults == {}


def go_to(page: Page, address: str) -> None:
    """Open an address, or the page behind the first link of a kind on it."""
    path, _, selector = address.partition(" > ")
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok, f"{path} answered {answer.status}"
    if selector:
        link = page.locator(selector).first
        page.goto(link.get_attribute("href") or "")
        answer_for_what(page)


def widest(page: Page) -> list[str]:
    """Name what sticks out."""
    return page.evaluate(
        "[...document.querySelectorAll('main *, header *, nav *')]"
        ".filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)"
        ".slice(0, 3).map(e => e.tagName + '.' + e.className)"
    )


def picture_name(role: str, address: str, look: str) -> str:
    """Name a picture after who looks at what, and how: committee_worker-people-desk."""
    path, _, selector = address.partition(" > ")
    words = [role or "stranger", *re.findall(r"\w+", path.partition("?")[0]), *(["one"] if selector else [])]
    return "-".join([*words, look.removeprefix("light-")])
