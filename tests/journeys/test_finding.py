"""Find by keyboard alone: a key, some letters, an arrow, Enter; and without JavaScript; and back where one was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import take_picture

BOX = "#command"
OPTIONS = "#command-options [role=option]"


def first_surname(page) -> str:
    return page.locator("#rows tbody th a").first.inner_text()[0]


def test_a_worker_finds_somebody_by_keyboard_alone(visit):
    page = visit("/people/", as_role="committee_worker")
    surname = first_surname(page)
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type(surname)
    people = page.locator("#command-options a[id^=command-people]")
    expect(people.first).to_be_visible()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "true")
    expect(people.locator("mark").first).to_have_text(surname)
    wanted = people.first.get_attribute("href")
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if page.locator(BOX).get_attribute("aria-activedescendant") == "command-people-1":
            break
    expect(people.first).to_have_attribute("aria-selected", "true")
    take_picture(page, "find-people-zh-desk")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(wanted)))


def test_a_deed_is_reached_by_its_initials(visit):
    page = visit("/", as_role="committee_worker")
    page.keyboard.press("/")
    expect(page.locator(OPTIONS).first).to_be_visible()  # what may be done, before anything is typed
    page.keyboard.type("dulr")
    page.locator(BOX).fill("djlr")
    expect(page.locator(OPTIONS).first).to_contain_text("独居老人")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/?alone=60")


def test_escape_closes_and_the_focus_goes_back(visit):
    page = visit("/people/", as_role="committee_worker")
    field = page.locator("#id_sex")
    field.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".command-sheet")).to_be_hidden()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    expect(field).to_be_focused()


def test_the_key_steals_no_typing(visit):
    page = visit("/people/", as_role="committee_worker")
    field = page.locator("#id_q")
    field.focus()
    page.keyboard.type("1/2?")
    expect(field).to_have_value("1/2?")
    expect(field).to_be_focused()


def test_the_arrows_go_round(visit):
    page = visit("/", as_role="committee_worker")
    page.keyboard.press("/")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTIONS).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")


def test_enter_with_nothing_chosen_opens_the_page_of_everything(visit):
    page = visit("/", as_role="street_operator")
    page.keyboard.press("/")
    page.keyboard.type("wang")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=wang")
    expect(page.locator("#found-people")).to_be_visible()


def test_the_keys_open_with_a_question_mark(visit):
    page = visit("/people/", as_role="committee_worker")
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_without_javascript_it_is_a_form_and_a_page(language, visit):
    page = visit("/people/", as_role="committee_worker", scripts=False, language=language)
    surname = first_surname(page)
    page.locator(BOX).fill(surname)
    page.locator(".command-go").click()
    page.wait_for_url("**/find/?q=*")
    expect(page.locator("section[aria-labelledby=found-people] li").first).to_be_visible()


def test_on_a_phone_what_is_found_takes_the_page(visit):
    page = visit("/", as_role="committee_worker", screen="phone")
    page.locator(BOX).tap()
    expect(page.locator(OPTIONS).first).to_be_visible()
    sheet = page.locator(".command-sheet").bounding_box()
    assert sheet["width"] == 390
    assert sheet["y"] + sheet["height"] >= 843
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    take_picture(page, "find-zh-phone")
