"""The first walk through the house: sign in, find, open, correct, import, undo, and who looked at me."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from .conftest import sign_in, take_picture

COMBINATIONS = [("zh-hans", "desk"), ("en", "desk"), ("zh-hans", "phone"), ("en", "phone")]


def give_purpose(page: Page) -> None:
    """Answer the question before a card, if it is asked."""
    form = page.locator('main form[action*="purpose"]')
    form.or_(page.locator('main a[href*="/history/"]')).first.wait_for()
    if form.count():
        form.locator('input[type="radio"]').first.check()
        form.locator("button").last.click()
        page.locator('main a[href*="/history/"]').first.wait_for()


def open_person(page: Page, name: str) -> None:
    page.goto(f"/people/?q={name}")
    page.locator("main tbody a, main .list a", has_text=name).first.click()
    page.wait_for_load_state()
    give_purpose(page)
    expect(page.locator("main")).to_contain_text(name)


def resident_name(page: Page) -> str:
    """Learn from the demo's card whose record the resident is."""
    sign_in(page, "resident")
    page.goto("/me/")
    return page.locator("h2#about-me").first.inner_text().strip()


GOOD = ["汪一", "汪二", "汪三"]


def spreadsheet(names: list[str], *, wrong: bool) -> bytes:
    """Make a real workbook; with ``wrong`` its last row holds an impossible citizen id."""
    book = Workbook()
    book.active.append(["姓名", "性别", "出生日期", "身份证号", "地址"])
    for number, name in enumerate(names):
        book.active.append([name, "女", "1960-02-03", "", f"旅程路1弄{number + 1}号101室"])
    if wrong:
        book.active.append(["汪四", "男", "1960-02-30", "990000196002301234", "旅程路1弄9号101室"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(page: Page, content: bytes) -> None:
    page.goto("/imports/new/")
    page.locator('main input[type="file"]').set_input_files(
        {"name": "居民.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator('main button[data-kind="primary"]').last.click()
    page.wait_for_url(re.compile("/columns/"))
    page.locator('main button[data-kind="primary"]').last.click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))


def import_undo(page: Page, language: str, screen: str) -> None:
    """A file with a wrong row loads nothing; the right one loads, and is taken back."""
    names = [f"{name}{'甲乙丙丁'[COMBINATIONS.index((language, screen))]}" for name in GOOD]
    send(page, spreadsheet(names, wrong=True))
    main = page.locator("main")
    expect(main.locator('a[href*="/problems/"], table').first).to_be_visible(timeout=60_000)
    expect(main).to_contain_text("5")  # the row, as the spreadsheet numbers it
    assert main.locator('form[action*="/load/"]').count() == 0
    take_picture(page, f"import-problems-{language[:2]}-{screen}")

    send(page, spreadsheet(names, wrong=False))
    load = main.locator('form[action*="/load/"] button')
    expect(load).to_be_visible(timeout=60_000)
    take_picture(page, f"import-checked-{language[:2]}-{screen}")
    load.click()
    undo = main.locator('form[action*="/undo/"] linli-confirm > button')
    expect(undo).to_be_visible(timeout=60_000)
    batch = page.url
    page.goto(f"/people/?q={names[0]}")
    expect(page.locator("main")).to_contain_text(names[0])
    page.goto(batch)
    undo.first.click()
    page.locator('linli-confirm [role="group"] button[data-kind="danger"]').click()
    expect(main.locator('form[action*="/undo/"]')).to_have_count(0, timeout=60_000)
    expect(main.locator('.alert[data-kind="done"]')).to_be_visible(timeout=60_000)
    page.goto(f"/people/?q={names[0]}")
    expect(page.locator("main tbody a, main .list a")).to_have_count(0)


@pytest.mark.parametrize(("language", "screen"), COMBINATIONS)
def test_from_signing_in_to_who_looked_at_me(visit, language, screen):
    resident = visit("/sign-in/", screen=screen, language=language)
    name = resident_name(resident)

    page = visit("/people/", as_role="committee_worker", screen=screen, language=language)
    take_picture(page, f"people-{language[:2]}-{screen}")
    open_person(page, name)
    take_picture(page, f"person-{language[:2]}-{screen}")

    # a correction with a reason; the telephone is new each time
    telephone = f"1540{len(language)}{len(screen)}{abs(hash((language, screen))) % 100000:05d}"
    page.locator('main a[href*="/correct/"]').first.click()
    page.wait_for_load_state()
    page.locator("#id_telephone").fill(telephone)
    page.locator("#id_reason").fill("walked by and asked" if language == "en" else "上门核对")
    page.locator('main form button[data-kind="primary"]').last.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(telephone[-4:])
    page.locator('main a[href*="/history/"]').first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("walked by and asked" if language == "en" else "上门核对")
    take_picture(page, f"history-{language[:2]}-{screen}")

    import_undo(page, language, screen)

    # the person sees who looked, and for what
    resident.goto("/me/looks/")
    looked = resident.locator("main")
    expect(looked).to_contain_text(re.compile("彭浦新村"))
    take_picture(resident, f"looks-{language[:2]}-{screen}")


@pytest.mark.parametrize(("language", "screen"), COMBINATIONS)
def test_pinyin_initials_and_the_last_four_digits_find_a_person(visit, language, screen):
    page = visit("/people/", as_role="committee_worker", screen=screen, language=language)
    name = page.locator("main a[href*='/people/']").filter(has_text=re.compile("^[\u4e00-\u9fff]{2,4}$")).first
    wanted = name.inner_text().strip()
    from linli.toolbox.names import initials

    page.locator('main input[name="q"]').first.fill(initials(wanted))
    page.locator('main input[name="q"]').first.press("Enter")
    page.wait_for_url(re.compile(r"q="))
    expect(page.locator("main")).to_contain_text(wanted)


def test_the_whole_walk_works_without_scripts(visit):
    page = visit("/people/", as_role="committee_worker", scripts=False)
    first = page.locator("main tbody a, main .list a").first
    name = first.inner_text().strip()
    open_person(page, name)
    page.locator('main a[href*="/correct/"]').first.click()
    page.locator("#id_telephone").fill("15400000001")
    page.locator("#id_reason").fill("核对")
    page.locator('main form button[data-kind="primary"]').last.click()
    expect(page.locator("main")).to_contain_text("0001")
