"""A resident without an entry, a worker with a document before her, and eight digits between them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import take_picture
from .test_ledger import open_person

CODE = re.compile(r"^\d{4} \d{4}$")


def part(page: Page, reason: str) -> None:
    """Disconnect the account on the card that is open."""
    page.locator('main a[href*="/account/disconnect/"]').first.click()
    page.locator("#id_reason").fill(reason)
    page.locator('main form button[data-kind="danger"]').click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))


def type_code(page: Page, code: str) -> None:
    page.locator('input[name="seen"]').first.check()
    page.locator("#id_code").fill(code)
    page.locator('main form button[data-kind="primary"]').click()


@pytest.mark.parametrize(("language", "screen", "scripts"), [("zh-hans", "phone", True), ("en", "desk", False)])
def test_a_resident_is_connected_in_person(visit, language, screen, scripts):
    resident = visit("/me/", as_role="resident", screen=screen, language=language, scripts=scripts)
    name = resident.locator("h2#about-me").inner_text().strip()
    worker = visit("/people/", as_role="committee_worker", language=language)
    open_person(worker, name)

    # a mistake, or a lost account: the next click shows nothing any more
    part(worker, "认错人了")
    resident.goto("/me/")
    expect(resident.locator("main")).not_to_contain_text(name)
    resident.goto("/me/looks/")
    expect(resident.locator("main")).not_to_contain_text("彭浦新村")

    # the resident shows a code, the worker types it, wrongly at first
    resident.goto("/me/")
    if scripts:
        assert violations(resident) == {}
    resident.locator("#connect-new").click()
    shown = resident.locator(".shown-code")
    expect(shown).to_have_text(CODE)
    take_picture(resident, f"code-{language[:2]}-{screen}")
    worker.locator('main a[href*="/account/connect/"]').first.click()
    expect(worker.locator("main")).to_contain_text(name)
    assert violations(worker) == {}
    type_code(worker, "0000 0000")
    expect(worker.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    type_code(worker, shown.inner_text())
    worker.wait_for_url(re.compile(r"/people/\d+/$"))
    expect(worker.locator('main a[href*="/account/disconnect/"]').first).to_be_visible()

    # with scripts the page with the code turns into the entry by itself, without them by a click
    if not scripts:
        resident.locator("#connect-look").click()
    expect(resident.locator("h2#about-me")).to_have_text(name, timeout=30_000)
    resident.goto("/me/looks/")
    connected = "把您的账号与登记信息关联" if language == "zh-hans" else "connected your account with your entry"
    expect(resident.locator("main")).to_contain_text(connected)

    # two messages: apart, and together again
    resident.goto("/inbox/")
    told = "已与彭浦新村" if language == "zh-hans" else "彭浦新村"
    expect(resident.locator("main .list")).to_contain_text(told)


@pytest.mark.parametrize(
    "role", ["block_head", "volunteer", "owners_committee", "property_firm", "community_organisation"]
)
def test_a_post_without_an_office_has_a_first_page_of_its_own(visit, role):
    page = visit("/", as_role=role, screen="phone")
    assert page.url.endswith("/")
    expect(page.locator("main")).to_contain_text("彭浦新村")
    assert violations(page) == {}
    for address in page.locator("main .list a").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        assert page.goto(address).status == 200
    page.goto("/me/")
    expect(page.locator("#connect-new")).to_be_visible()
    assert violations(page) == {}
