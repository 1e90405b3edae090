"""Elder mode, measured where it is read: sizes, targets, contrast, nothing beside the page, remembered by account.

The norm: main text 18 px at least and up to 30, main targets 60 px, 4.5 : 1, no pop-ups.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .axe import violations
from .conftest import sign_in, take_picture

PAGES = [
    "/home/", "/services/", "/participation/", "/mine/", "/me/", "/me/looks/", "/account/", "/account/telephone/",
    "/account/password/", "/inbox/", "/help/", "/bulletins/board/", "/report/", "/matters/",
]  # fmt: skip
BODY = {"1": 20, "2": 24, "3": 30}

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")


def measure(page: Page, what: str) -> object:
    """Ask one of the measures about the page, such as ``hardToHit(60, 60)``."""
    return page.evaluate(f"{MEASURES.strip()}.{what}")


def look(context: BrowserContext, address: str, **chosen: str) -> None:
    context.add_cookies([{"name": f"linli_{name}", "value": value, "url": address} for name, value in chosen.items()])


@pytest.fixture
def elder(visit, house):
    """Open a resident's page in elder mode on a telephone."""

    def open_page(*, text: str = "1", language: str = "zh-hans", **chosen: str) -> Page:
        page = visit("/sign-in/", screen="phone", language=language)
        sign_in(page, "resident")
        look(page.context, house.address, mode="elder", text=text, **chosen)
        return page

    return open_page


@pytest.mark.parametrize(("text", "language"), [("1", "zh-hans"), ("3", "zh-hans"), ("3", "en")])
def test_writing_and_targets_are_large_and_nothing_is_cut(elder, text, language):
    page = elder(text=text, language=language)
    wrong: dict[str, object] = {}
    for path in PAGES:
        assert page.goto(path).status == 200
        found = {
            "body": measure(page, "body()") - BODY[text],
            "too small": measure(page, "tooSmall(18)"),
            "hard to hit": measure(page, "hardToHit(60, 60)"),
            "sideways": measure(page, "sideways()"),
            "clipped": measure(page, "clipped()"),
            "overlapping": measure(page, "overlapping()"),
        }
        if left := {what: how for what, how in found.items() if how}:
            wrong[path] = left
    assert wrong == {}


def test_lines_and_paragraphs_stand_apart(elder):
    page = elder(text="1")
    page.goto("/participation/")
    line, apart = page.evaluate(
        """() => { const [one, two] = document.querySelectorAll('main .panel > p');
           const line = parseFloat(getComputedStyle(one).lineHeight);
           return [line / parseFloat(getComputedStyle(one).fontSize),
                   (two.getBoundingClientRect().top - one.getBoundingClientRect().bottom) / line]; }"""
    )
    assert line >= 1.3
    assert apart >= 1.3


@pytest.mark.parametrize("chosen", [{}, {"theme": "dark"}, {"contrast": "more"}, {"theme": "dark", "contrast": "more"}])
def test_everything_can_be_told_from_its_ground(elder, chosen):
    page = elder(text="2", **chosen)
    wrong = {}
    for path in PAGES:
        page.goto(path)
        if found := violations(page):
            wrong[path] = found
    assert wrong == {}


def test_nothing_opens_over_the_page(elder):
    page = elder()
    for path in PAGES:
        page.goto(path)
        for summary in page.locator("details > summary").all():
            summary.click()
        over = measure(page, "floating()")
        assert over == [], path
        assert page.locator("dialog, [popover], marquee, [autoplay]").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_chosen_before_signing_in_and_follows_to_another_device(visit, scripts):
    mine = visit("/sign-in/", screen="phone", language="en", scripts=scripts)
    entry = mine.locator('.plain-bar button[name="mode"]')
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Large-print version")
    entry.click()
    expect(mine.locator("html")).to_have_attribute("data-mode", "elder")
    sign_in(mine, "resident")
    mine.goto("/mine/")
    mine.locator('#look button[name="text"][value="3"]').click()
    expect(mine.locator("html")).to_have_attribute("data-text", "3")
    take_picture(mine, "elder-mine-en-phone")

    another = visit("/sign-in/", screen="phone", language="en", scripts=scripts)
    expect(another.locator("html")).to_have_attribute("data-mode", "standard")
    sign_in(another, "resident")
    another.goto("/home/")
    expect(another.locator("html")).to_have_attribute("data-mode", "elder")
    expect(another.locator("html")).to_have_attribute("data-text", "3")
    another.locator('.resident-bar button[name="mode"]').click()
    expect(another.locator("html")).to_have_attribute("data-mode", "standard")

    third = visit("/sign-in/", screen="phone")
    sign_in(third, "resident")
    expect(third.locator("html")).to_have_attribute("data-mode", "standard")


def test_in_the_standard_pages_a_finger_finds_everything_too(visit):
    page = visit("/home/", as_role="resident", screen="phone")
    wrong = {}
    for path in PAGES:
        page.goto(path)
        found = [measure(page, what) for what in ("hardToHit(24, 44)", "overlapping()", "clipped()")]
        if any(found):
            wrong[path] = found
    assert wrong == {}


# --- reading aloud ----------------------------------------------------------------------------------------
VOICE = """
window.heard = [];
const voice = { lang: "zh-CN", name: "test", localService: true, default: true, voiceURI: "test" };
const speech = {
  getVoices: () => [voice], cancel: () => {}, addEventListener: () => {}, removeEventListener: () => {},
  speak: (said) => { window.heard.push([said.text, said.rate, said.lang]); window.last = said; },
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_a_page_is_read_sentence_by_sentence_when_asked(elder):
    page = elder()
    page.add_init_script(VOICE)
    page.goto("/participation/")
    start = page.locator('linli-read-aloud [data-do="read"]')
    expect(start).to_be_visible()
    expect(page.locator("[data-otherwise]")).to_be_hidden()
    assert page.evaluate("window.heard") == []  # never by itself
    take_picture(page, "elder-read-aloud-zh-phone")

    start.click()
    assert page.evaluate("window.heard")[0] == ["参与", 0.9, "zh-CN"]
    assert page.evaluate("CSS.highlights.has('reading')")
    page.evaluate("window.last.onend()")
    assert page.evaluate("window.heard")[1][0] == "知道社区的事，说自己的话。"

    page.locator('linli-read-aloud [data-do="slower"]').click()
    assert page.evaluate("window.heard").pop()[:2] == ["知道社区的事，说自己的话。", 0.75]
    page.locator('linli-read-aloud [data-do="pause"]').click()
    page.locator('linli-read-aloud [data-do="go-on"]').click()
    page.locator('linli-read-aloud [data-do="stop"]').click()
    assert not page.evaluate("CSS.highlights.has('reading')")
    expect(start).to_be_focused()

    page.reload()
    start.click()
    assert page.evaluate("window.heard")[0][1] == 0.75  # remembered
    read = []
    for _ in range(60):
        read = [text for text, _, _ in page.evaluate("window.heard")]
        if start.is_visible():
            break
        page.evaluate("window.last.onend()")
    assert start.is_visible()
    assert not {"社区", "办事", "我的", "标准版"} & set(read)  # navigation is skipped


def test_without_a_voice_the_telephone_is_named_instead(elder):
    page = elder()
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    page.goto("/home/")
    expect(page.locator('linli-read-aloud [data-do="read"]')).to_be_hidden()
    expect(page.locator("[data-otherwise]")).to_contain_text("打个电话")


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("11月22日 周日 09:05", "zh-CN", "11月22日 周日 9点零5分"),
        ("2004-10-30 至今", "zh-CN", "2004年10月30日 至今"),
        ("电话 02156001234", "zh-CN", "电话 0 2 1 5 6 0 0 1 2 3 4"),
        ("154****1966", "zh-CN", "154 隐藏的数字 1966"),
        ("021-5600 1234", "en", "0 2 1 5 6 0 0 1 2 3 4"),
        ("since 2004-10-30", "en", "since October 30, 2004"),
        ("300 people", "en", "300 people"),
    ],
)
def test_numbers_and_dates_are_said_well(elder, text, language, spoken):
    page = elder()
    page.goto("/home/")
    names = page.evaluate("performance.getEntriesByType('resource').map((it) => it.name)")
    module = next(name for name in names if "speakable" in name)
    said = page.evaluate(
        "async ([module, text, language]) => (await import(module)).said(text, language, '隐藏的数字')",
        [module, text, language],
    )
    assert " ".join(said.split()) == spoken
