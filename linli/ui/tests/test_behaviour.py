"""Dialog, toast, bulk bar, queue, connection: by keyboard, announced, cleaned up, and without JavaScript."""

from __future__ import annotations

import pytest

from linli.ui.tests.browsing import Visit

pytestmark = pytest.mark.journey
FOCUS = "document.activeElement.textContent.trim()"


def test_a_dialog_takes_the_focus_to_the_way_out_and_gives_it_back(visit: Visit) -> None:
    page = visit("/_ui/actions/")
    page.locator("#dialog summary").first.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="删除“停水通知”？")
    window.wait_for()
    assert page.evaluate(FOCUS) == "保留公告"
    page.keyboard.press("Escape")
    window.wait_for(state="detached")
    assert page.evaluate(FOCUS) == "删除这条公告"
    page.keyboard.press("Enter")
    window.get_by_role("button", name="保留公告").click()
    assert page.locator("dialog").count() == 0
    assert page.locator("#dialog form").count() == 1, "the sheet is back in its place"


def test_without_scripts_a_dialog_opens_where_it_stands(visit: Visit) -> None:
    page = visit("/_ui/actions/", java_script_enabled=False)
    page.locator("#dialog summary").first.click()
    assert page.locator("#dialog .dialog-sheet p").is_visible()
    assert page.get_by_role("button", name="删除，1,630 户都看不到").is_visible()
    assert page.locator(".toast form button").is_visible(), "the sentence stands in the page, with its undo"


def test_a_toast_is_read_aloud_stays_while_it_has_the_focus_and_then_goes(visit: Visit) -> None:
    page = visit("/_ui/actions/", clock=True)
    toast = page.locator(".toasts .toast")
    page.clock.run_for(100)
    assert "派给" in (page.locator("#announcer").text_content() or "")
    page.clock.run_for(9_900)
    assert toast.is_visible(), "ten seconds at least"
    toast.get_by_role("button", name="撤销派单").focus()
    page.clock.run_for(60_000)
    assert toast.is_visible()
    page.locator("#content").focus()
    page.clock.run_for(13_000)
    assert toast.count() == 0


def test_the_bulk_bar_counts_and_shift_ticks_the_rows_between(visit: Visit) -> None:
    page = visit("/_ui/rows/")
    bulk = page.locator("#bulk linli-bulk")
    words = bulk.locator("[role=status]")
    assert words.inner_text() == "已选 2 人"
    bulk.get_by_label("勾选 欧阳志远").uncheck()
    bulk.get_by_label("勾选 吴秀英").uncheck()
    assert words.inner_text() == "先勾选要处理的人。"
    bulk.get_by_label("勾选 吴秀英").click()
    bulk.get_by_label("勾选 阿卜杜热合曼·买买提依明").click(modifiers=["Shift"])
    assert words.inner_text() == "已选 4 人"
    bulk.get_by_label("勾选这一页的每个人").check()
    assert words.inner_text() == "已选 5 人"


def test_letters_and_arrows_move_through_the_queue_and_only_there(visit: Visit) -> None:
    page = visit("/_ui/rows/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body"), "outside the queue a letter does nothing"
    page.locator(".queue a").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS).startswith("垃圾满溢")
    page.keyboard.press("k")
    assert page.evaluate(FOCUS).startswith("和源名城 7 号门口")


@pytest.mark.parametrize(("width", "panes"), [(390, 1), (1000, 2), (1440, 3)])
def test_the_queue_has_as_many_panes_as_there_is_room(visit: Visit, width: int, panes: int) -> None:
    page = visit("/_ui/rows/", width=width)
    boxes = [part.bounding_box() for part in page.locator("#queue .split > :visible").all()]
    assert len({round(box["x"]) for box in boxes if box}) == panes
    assert page.get_by_role("link", name="回到清单").last.is_visible()


def test_a_lost_network_is_said_in_the_page_and_aloud(visit: Visit) -> None:
    page = visit("/_ui/")
    notice = page.locator("linli-connection")
    assert not notice.is_visible()
    page.context.set_offline(True)
    notice.wait_for(state="visible")
    page.context.set_offline(False)
    notice.wait_for(state="hidden")


def test_without_scripts_columns_are_chosen_and_remembered(visit: Visit) -> None:
    page = visit("/_ui/rows/", java_script_enabled=False)
    page.locator(".table-choice summary").click()
    page.locator(".table-choice").get_by_label("住址").uncheck()
    page.get_by_role("button", name="就这样显示").click()
    heads = page.locator("#table-choice th[scope=col]").all_inner_texts()
    assert heads == ["姓名", "年龄", "状态"]
