"""Two ways to use a page: with a finger or a mouse, and by the keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 200  # a page where something is further away than this is no page for the keyboard


class Hands(Protocol):
    """What a journey needs of somebody's hands."""

    def press(self, page: Page, what: Locator) -> None: ...

    def choose(self, page: Page, what: Locator) -> None: ...

    def type(self, page: Page, where: Locator, words: str) -> None: ...


class Finger:
    """Touches and clicks."""

    def press(self, _page: Page, what: Locator) -> None:
        what.click()

    def choose(self, _page: Page, what: Locator) -> None:
        what.check()

    def type(self, _page: Page, where: Locator, words: str) -> None:
        where.fill(words)


class Keyboard:
    """Reaches everything with Tab, and does everything with Enter, space, arrows and letters."""

    def press(self, page: Page, what: Locator) -> None:
        self._reach(page, what)
        page.keyboard.press("Enter")

    def choose(self, page: Page, what: Locator) -> None:
        """Choose one of several: Tab enters a group, the arrows move inside it."""
        group = page.locator(f'input[name="{what.get_attribute("name")}"]')
        self._reach_one_of(page, group)
        page.keyboard.press("Space")
        for _ in range(group.count()):
            if what.is_checked():
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError("The arrows do not reach this choice.")

    def type(self, page: Page, where: Locator, words: str) -> None:
        self._reach(page, where)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(words)

    def _reach(self, page: Page, what: Locator) -> None:
        what.wait_for()
        self._tab_until(page, lambda: bool(what.evaluate("it => document.activeElement === it")))

    def _reach_one_of(self, page: Page, group: Locator) -> None:
        group.first.wait_for(state="attached")
        self._tab_until(page, lambda: bool(group.evaluate_all("all => all.includes(document.activeElement)")))

    def _tab_until(self, page: Page, is_there: object) -> None:
        for _ in range(MOST_TABS):
            if is_there():  # type: ignore[operator]
                return
            page.keyboard.press("Tab")
        raise AssertionError("The keyboard alone does not get there.")
