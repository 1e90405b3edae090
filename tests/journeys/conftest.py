"""A house that really runs: ``linli demo`` on its own port, with its own database, in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ..houses import ROOT, House, running_house  # noqa: TID252 - a helper of the whole-building tests

PICTURES = ROOT / "docs" / "pictures"
PEOPLE = 1500

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
SCREENS = {"phone": PHONE, "desk": DESK}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one worker: they share one running house."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start a house for all journeys."""
    with running_house(tmp_path_factory.mktemp("house"), people=PEOPLE) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = shutil.which("chromium")
        started = playwright.chromium.launch(
            executable_path=own, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    """Open a page of the house: ``visit("/people/", as_role="committee_worker", screen="phone", language="en")``."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "/", *, as_role: str = "", screen: str = "desk", language: str = "zh-hans", scripts: bool = True,
        context: BrowserContext | None = None, **options: object,
    ) -> Page:  # fmt: skip
        if context is None:
            context = browser.new_context(
                base_url=house.address, java_script_enabled=scripts, **SCREENS[screen], **options
            )
            context.set_default_timeout(15_000)
            context.add_cookies([{"name": "linli_language", "value": language, "url": house.address}])
            contexts.append(context)
        page = context.new_page()
        if as_role:
            sign_in(page, as_role)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, role: str) -> None:
    """Take the card of a role on the demo's sign-in page."""
    page.goto("/sign-in/")
    page.locator(f'[data-role="{role}"] button').first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def answer_for_what(page: Page) -> None:
    """Answer the question for a purpose before a card, if it is asked."""
    form = page.locator('main form[action*="purpose"]')
    if form.count():
        form.locator('input[type="radio"]').first.check()
        form.locator("button").last.click()
        page.wait_for_load_state()


def take_picture(page: Page, name: str) -> None:
    """Keep a picture for the documents."""
    if os.environ.get("LINLI_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
