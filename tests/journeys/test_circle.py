"""One circle of work in a real browser: from a neighbour's phone to the repairer and back, twice round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import sign_in, take_picture
from .hands import Finger, Hands, Keyboard


@dataclass(frozen=True)
class Way:
    """How somebody uses the house."""

    language: str
    screen: str
    scripts: bool = True
    elder: bool = False
    by_keyboard: bool = False

    @property
    def name(self) -> str:
        parts = [self.language[:2], self.screen, "" if self.scripts else "noscript", "elder" if self.elder else "",
                 "keys" if self.by_keyboard else ""]  # fmt: skip
        return "-".join(part for part in parts if part)

    @property
    def hands(self) -> Hands:
        return Keyboard() if self.by_keyboard else Finger()


WAYS = [
    Way("zh-hans", "phone"),
    Way("en", "desk"),
    Way("zh-hans", "phone", scripts=False),
    Way("en", "desk", scripts=False),
    Way("zh-hans", "phone", elder=True),
    Way("zh-hans", "phone", elder=True, scripts=False),
    Way("zh-hans", "desk", by_keyboard=True),
    Way("en", "desk", by_keyboard=True, scripts=False),
]


def photo(words: str) -> dict[str, object]:
    """Draw what a phone would send, with a place inside it that must not get through."""
    picture = Image.new("RGB", (800, 600), "#33415c")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((340, 120, 460, 240), fill="#8d99ae")
    draw.line((400, 240, 400, 600), fill="#8d99ae", width=24)
    draw.text((40, 40), words, fill="white")
    file = BytesIO()
    picture.save(file, "JPEG")
    return {"name": f"{words}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@dataclass
class People:
    """Everybody in the circle, each in a browser of their own."""

    resident: Page
    worker: Page
    street: Page
    firm: Page


@pytest.fixture
def people(visit, house, request: pytest.FixtureRequest) -> People:
    way: Way = request.getfixturevalue("way")

    def come(role: str, screen: str) -> Page:
        page = visit("/sign-in/", screen=screen, language=way.language, scripts=way.scripts)
        if way.elder and role == "resident":
            page.context.add_cookies(
                [{"name": "linli_mode", "value": "elder", "url": house.address},
                 {"name": "linli_text", "value": "2", "url": house.address}]
            )  # fmt: skip
        sign_in(page, role)
        return page

    return People(
        come("resident", way.screen),
        come("committee_worker", "desk"),
        come("street_operator", "desk"),
        come("property_firm", way.screen),
    )


def report_a_lamp(page: Page, way: Way, words: str) -> int:
    """Report a broken lamp with a photo; give the number of the order."""
    hands = way.hands
    page.goto("/home/")
    hands.press(page, page.locator('main a[href="/report/"]').first)
    page.wait_for_url("**/report/")
    begin_anew(page)
    hands.press(page, page.locator('button[name="kind"][value="lamp"]'))
    page.wait_for_url("**/report/place/**")
    hands.type(page, page.locator("#id_place_words"), "3 号楼门口")
    hands.press(page, page.locator('main button[data-kind="primary"]'))
    page.wait_for_url("**/report/words/**")
    page.locator("#id_photos").set_input_files(photo("lamp"))
    if not way.scripts:
        hands.press(page, page.locator('main button[name="add"]'))
    expect(page.locator("main img")).to_have_count(1)
    hands.type(page, page.locator("#id_words"), words)
    hands.press(page, page.locator('main .actions button[data-kind="primary"]'))
    page.wait_for_url("**/report/check/**")
    expect(page.locator("main")).to_contain_text(words)
    take_picture(page, f"circle-check-{way.name}")
    hands.press(page, page.locator('main form[action="/report/check/"] button'))
    page.wait_for_url(re.compile(r"/report/sent/\d+/"))
    take_picture(page, f"circle-sent-{way.name}")
    return int(re.findall(r"\d+", page.url)[-1])


def begin_anew(page: Page) -> None:
    """Leave what an earlier walk left behind."""
    begun = page.locator('form[action="/report/discard/"] button').first
    if begun.count():
        begun.click()
        sure = page.locator('linli-confirm [role="group"] button[data-kind="danger"]')
        if sure.count():
            sure.click()
        page.wait_for_url("**/report/**")


def do(page: Page, way: Way, order: int, verb: str, words: str) -> None:
    """Let an office do something with the order, through its form."""
    open_deed(page, way, order, verb)
    way.hands.type(page, page.locator("#id_words"), words)
    send(page, way, order)
    expect(page.locator("main")).to_contain_text(words)


def give_to_the_firm(page: Page, way: Way, order: int) -> None:
    open_deed(page, way, order, "dispatch")
    firm = page.locator('main input[type="radio"], main option').filter(has_text="彭浦物业")
    choices = page.locator('main input[type="radio"]')
    if choices.count():
        label = page.locator("main label", has_text="彭浦物业").first
        way.hands.choose(page, page.locator(f"#{label.get_attribute('for')}"))
    else:
        page.locator("main select").first.select_option(value=firm.first.get_attribute("value"))
    send(page, way, order)
    expect(page.locator("main")).to_contain_text("彭浦物业")


def open_deed(page: Page, way: Way, order: int, verb: str) -> None:
    page.goto(f"/orders/{order}/")
    way.hands.press(page, page.locator(f'main a[href*="/deeds/{verb}/"]').first)
    page.locator("main #id_words, main form select, main form input[type='radio']").first.wait_for(state="attached")


def send(page: Page, way: Way, order: int) -> None:
    deed = page.locator(f'main form[action*="/orders/{order}/"]').filter(has=page.locator("textarea"))
    with page.expect_navigation():
        way.hands.press(page, deed.locator('button[data-kind="primary"]').first)
    page.goto(f"/orders/{order}/")


def finish(page: Page, way: Way, order: int, words: str) -> None:
    """Repair it, and show it."""
    page.goto("/tasks/")
    way.hands.press(page, page.locator(f'main a[href*="/tasks/{order}/"]').first)
    page.wait_for_url(f"**/tasks/{order}/**")
    form = page.locator("main form").filter(has=page.locator('input[name="verb"][value="finish"]'))
    form.locator('input[type="file"]').first.set_input_files(photo("done"))
    way.hands.type(page, form.locator("textarea").first, words)
    way.hands.press(page, form.locator('button[data-kind="primary"]'))
    page.wait_for_url("**/tasks/")
    page.goto(f"/tasks/{order}/")
    expect(page.locator("main")).to_contain_text(words)


def says_it_is_not_solved(page: Page, way: Way, order: int, words: str) -> None:
    page.goto(f"/matters/{order}/")
    way.hands.press(page, page.locator("#reopening > summary"))
    way.hands.type(page, page.locator("#reopening textarea"), words)
    way.hands.press(page, page.locator('#reopening button[data-kind="primary"]'))
    expect(page.locator("main")).to_contain_text(words)


def rates(page: Page, way: Way, order: int) -> None:
    page.goto(f"/matters/{order}/")
    take_picture(page, f"circle-rate-{way.name}")
    way.hands.choose(page, page.locator('#rating input[name="is_solved"][value="yes"]'))
    way.hands.choose(page, page.locator('#rating input[name="satisfaction"][value="satisfied"]'))
    way.hands.press(page, page.locator('#rating button[data-kind="primary"]'))
    expect(page.locator("#rating")).to_have_count(0)


def is_clean(page: Page, way: Way) -> None:
    """Ask axe, which needs scripts itself."""
    if way.scripts:
        assert violations(page) == {}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_lamp_is_reported_repaired_reopened_repaired_again_and_rated(people: People, way: Way) -> None:
    order = report_a_lamp(people.resident, way, f"路灯不亮了（{way.name}）")

    do(people.worker, way, order, "send_up", "公共道路上的灯，请街道安排")
    give_to_the_firm(people.street, way, order)
    finish(people.firm, way, order, "灯泡换好了")
    do(people.street, way, order, "answer", "已经修好，谢谢您告诉我们")
    says_it_is_not_solved(people.resident, way, order, "今晚又灭了")

    give_to_the_firm(people.street, way, order)
    take_picture(people.street, f"circle-order-{way.name}")
    finish(people.firm, way, order, "连整流器一起换了")
    do(people.street, way, order, "answer", "这次换了整流器")
    is_clean(people.street, way)
    rates(people.resident, way, order)

    told = people.resident.locator("main")
    for words in ("公共道路上的灯", "连整流器一起换了", "今晚又灭了"):
        expect(told).to_contain_text(words)
    is_clean(people.resident, way)
    # whoever repairs it never learns who reported it
    people.resident.goto("/me/")
    name = people.resident.locator("h2#about-me").first.inner_text().strip()
    people.firm.goto(f"/tasks/{order}/")
    assert name
    expect(people.firm.locator("main")).not_to_contain_text(name)
