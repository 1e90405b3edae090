"""What was read is read again without a network, until somebody signs out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, expect

from .conftest import sign_in, take_picture

KEPT = """async () => {
  const shelves = (await caches.keys()).filter((name) => name.startsWith("linli-pages-"));
  const kept = await Promise.all(shelves.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map((key) => new URL(key.url).pathname);
}"""


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Ask again until it holds; the browser's own waiting would need eval, which our pages refuse."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(KEPT))


def controlled(page: Page) -> None:
    """Go on until the worker looks after the page: from the second page on, or the third."""

    def holds() -> bool:
        page.goto("/home/")
        return page.evaluate("navigator.serviceWorker.controller !== null")

    wait_until(page, holds)


def read(page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(path)
        wait_until(page, lambda path=path: path in page.evaluate(KEPT))


def test_what_was_read_is_there_without_a_network_and_gone_after_signing_out(visit):
    page = visit("/home/", as_role="resident", screen="phone")
    controlled(page)
    read(page, "/home/", "/me/")
    name = page.locator("#about-me").inner_text()
    page.goto("/me/?shown=1")
    page.goto("/account/")

    page.context.set_offline(True)
    page.goto("/me/")
    expect(page.locator("#about-me")).to_have_text(name)
    expect(page.locator("#read-offline")).to_contain_text("月")
    expect(page.locator("#read-offline")).to_contain_text("没有网络")
    expect(page.locator('footer a[href^="tel:"]')).to_be_visible()
    take_picture(page, "offline-me-zh-phone")
    page.reload()
    expect(page.locator("#read-offline")).to_be_visible()
    for never in ("/me/?shown=1", "/account/"):  # whole numbers and the account are not kept
        page.goto(never)
        expect(page.locator("h1")).to_have_text("现在没有网络")
    expect(page.locator('a[href^="tel:"]')).to_be_visible()
    take_picture(page, "offline-none-zh-phone")

    page.context.set_offline(False)
    page.goto("/mine/")
    page.locator('main form[action="/sign-out/"] button').click()
    page.wait_for_url("**/sign-in/")
    wait_until(page, lambda: page.evaluate(KEPT) == [])
    page.context.set_offline(True)
    with suppress(Error):  # the worker is gone as well: the browser's own page
        page.goto("/me/")
    page.wait_for_timeout(500)
    assert name not in page.content()


def test_another_account_on_the_same_device_does_not_find_what_the_first_read(visit):
    page = visit("/home/", as_role="resident", screen="phone")
    controlled(page)
    read(page, "/home/", "/me/")
    # without signing out: the session was only lost
    page.context.clear_cookies(name="linli_session")
    page.goto("/home/")
    page.wait_for_url("**/sign-in/**")
    wait_until(page, lambda: page.evaluate(KEPT) == [])


def test_staff_keep_nothing(visit):
    page = visit("/home/", as_role="resident", screen="phone")
    controlled(page)
    read(page, "/home/")
    page.goto("/mine/")
    page.locator('main form[action="/sign-out/"] button').click()
    sign_in(page, "committee_worker")
    page.goto("/people/")
    page.goto("/inbox/")
    assert page.evaluate(KEPT) == []
