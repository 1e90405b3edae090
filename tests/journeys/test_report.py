"""A neighbour reports a broken lamp from a telephone: with and without JavaScript, in both languages, by keyboard."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import sign_in, take_picture

LAMP = 'button[name="kind"][value="lamp"]'
PRIMARY = 'main .wizard button[data-kind="primary"]'
WORDS = "3 号楼门口的路灯不亮了，晚上很黑。"


def a_photo() -> dict[str, object]:
    """Make a photo as large as a telephone's."""
    kept = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(kept, "JPEG", quality=80)
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def begin_anew(page: Page) -> None:
    """Throw away what an earlier journey of the same person left."""
    page.goto("/report/")
    anew = page.locator('form[action$="/discard/"] button')
    if anew.count():
        anew.first.click()
        confirm = page.locator('linli-confirm button[data-kind="danger"]')
        if page.locator(".wizard .alert").count() and confirm.count():
            confirm.click()
        page.wait_for_load_state()


def say_where(page: Page) -> None:
    page.wait_for_url(re.compile(r"/report/place/"))
    page.locator("#id_place_words").fill("3 号楼门口")
    page.locator(PRIMARY).click()


def say_what(page: Page, *, scripts: bool = True) -> None:
    """Write the words and add a photo; without scripts it goes with the form's own button."""
    page.wait_for_url(re.compile(r"/report/words/"))
    page.locator("#id_words").fill(WORDS)
    page.locator("#id_photos").set_input_files(a_photo())
    if not scripts:
        page.locator('button[name="add"]').click()
    expect(page.locator("#draft-photos img")).to_have_count(1)
    expect(page.locator("#id_words")).to_have_value(WORDS)
    page.locator(PRIMARY).click()


def send(page: Page) -> int:
    """Send what stands on the sheet; return the number of the matter."""
    page.wait_for_url(re.compile(r"/report/check/"))
    expect(page.locator("main")).to_contain_text(WORDS)
    page.locator(PRIMARY).click()
    page.wait_for_url(re.compile(r"/report/sent/\d+/"))
    return int(page.url.rstrip("/").rpartition("/")[2])


def report_a_lamp(page: Page, *, scripts: bool = True) -> int:
    """Report a broken lamp with a photo, as whoever is signed in; return the number of the matter."""
    begin_anew(page)
    page.locator(LAMP).click()
    say_where(page)
    say_what(page, scripts=scripts)
    return send(page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_lamp_is_reported_from_a_telephone(visit, language, scripts):
    page = visit("/sign-in/", screen="phone", language=language, scripts=scripts)
    sign_in(page, "resident")

    number = report_a_lamp(page, scripts=scripts)
    take_picture(page, f"report-sent-{language[:2]}-{'phone' if scripts else 'plain'}")

    page.locator('main a[data-kind="primary"]').click()
    expect(page).to_have_url(re.compile(rf"/matters/{number}/$"))
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator(".pictures img")).to_have_count(1)
    page.goto("/matters/")
    expect(page.locator(f'a[href="/matters/{number}/"]')).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_in_elder_mode_every_screen_fits_the_telephone(visit, house, language):
    page = visit("/sign-in/", screen="phone", language=language)
    sign_in(page, "resident")
    looks = {"linli_mode": "elder", "linli_text": "3"}
    page.context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in looks.items()])
    begin_anew(page)
    wrong: dict[str, object] = {}

    def look_at(name: str) -> None:
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[f"{name} sideways"] = page.evaluate("document.documentElement.scrollWidth")
        small = "[...document.querySelectorAll('.tile, .wizard .button')].filter(one => one.checkVisibility())"
        small += ".map(one => [one.textContent.trim(), one.offsetHeight]).filter(([, height]) => height < 60)"
        if found := page.evaluate(small):
            wrong[f"{name} hard to hit"] = found
        wrong.update(violations(page))
        take_picture(page, f"report-{name}-{language[:2]}-elder")

    look_at("what")
    page.locator(LAMP).click()
    page.wait_for_url(re.compile(r"/report/place/"))
    look_at("where")
    say_where(page)
    page.wait_for_url(re.compile(r"/report/words/"))
    look_at("see")
    say_what(page)
    page.wait_for_url(re.compile(r"/report/check/"))
    look_at("check")
    number = send(page)
    look_at("sent")
    page.goto(f"/matters/{number}/")
    look_at("matter")
    assert wrong == {}


def test_a_lamp_is_reported_by_keyboard_alone(visit):
    page = visit("/sign-in/", screen="desk")
    sign_in(page, "resident")
    begin_anew(page)

    def press(selector: str, key: str) -> None:
        """Walk with Tab until the focus stands there, then press."""
        for _ in range(80):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                page.keyboard.press(key)
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {selector}")

    press(LAMP, "Enter")
    page.wait_for_url(re.compile(r"/report/place/"))
    press("#id_place_words", "End")
    page.keyboard.type("3 号楼门口")
    press(PRIMARY, "Enter")
    page.wait_for_url(re.compile(r"/report/words/"))
    press("#id_words", "End")
    page.keyboard.type(WORDS)
    press(PRIMARY, "Enter")
    page.wait_for_url(re.compile(r"/report/check/"))
    press(PRIMARY, "Enter")
    page.wait_for_url(re.compile(r"/report/sent/"))


def test_six_touches_and_a_sentence_are_enough(visit):
    page = visit("/sign-in/", screen="phone")
    sign_in(page, "resident")
    begin_anew(page)
    page.goto("/home/")
    touches = 0
    for selector in ('main a[href="/report/"]', LAMP, PRIMARY, 'button[name="phrase"]', PRIMARY, PRIMARY):
        here = page.url
        page.locator(selector).first.click()
        page.wait_for_url(lambda url, here=here: url != here)
        touches += 1
    expect(page).to_have_url(re.compile(r"/report/sent/"))
    assert touches <= 6


def test_a_photo_waits_for_the_line_to_come_back(visit):
    page = visit("/sign-in/", screen="phone")
    sign_in(page, "resident")
    begin_anew(page)
    page.route("**/report/photos/", lambda route: route.abort())
    page.locator("#id_photos").set_input_files(a_photo())
    again = page.locator(".upload-again")
    expect(again).to_be_visible()
    page.unroute("**/report/photos/")
    again.click()
    expect(page.locator("#draft-photos img")).to_have_count(1)
