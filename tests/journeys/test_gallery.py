"""Every component in every look, language and width: nothing that a machine can find keeps anybody out."""

from __future__ import annotations

import pytest

from .axe import violations
from .conftest import DESK, PHONE

LOOKS = {
    "light": {"linli_theme": "light"},
    "dark": {"linli_theme": "dark"},
    "high contrast": {"linli_theme": "light", "linli_contrast": "more"},
    "dark, high contrast": {"linli_theme": "dark", "linli_contrast": "more"},
    "elder": {"linli_mode": "elder"},
}
SIZES = {"phone": PHONE, "desk": DESK}


@pytest.fixture(scope="module", params=SIZES)
def page(request, house, browser):
    """Keep one window for all looks of a size: a page load for each look is enough."""
    with browser.new_context(base_url=house.address, bypass_csp=True, **SIZES[request.param]) as context:
        yield context.new_page()


# the words of the components change with the language, their colours do not: English in the two sizes of type
@pytest.mark.parametrize(
    ("look", "language"), [*((look, "zh-hans") for look in LOOKS), ("light", "en"), ("elder", "en")]
)
def test_no_component_has_an_accessibility_violation(house, page, look, language):
    page.context.clear_cookies()
    cookies = {**LOOKS[look], "linli_language": language}
    page.context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in cookies.items()])
    page.goto("/_ui/all/")
    assert page.locator("[data-example]").count() > 35
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        "the page itself scrolls sideways"
    )


@pytest.mark.parametrize("width", [390, 2560])
def test_turned_around_nothing_sticks_out(house, browser, width):
    with browser.new_context(base_url=house.address, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto("/_ui/all/?dir=rtl")
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
