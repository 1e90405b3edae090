"""Areas and photos in a real browser: by keyboard, announced, and without JavaScript."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from linli.ui.tests.browsing import Visit

pytestmark = pytest.mark.journey


@pytest.fixture
def large_photo(tmp_path: Path) -> Path:
    noise = Image.effect_noise((2400, 1800), 80).convert("RGB")
    noise.save(tmp_path / "楼道.png")
    return tmp_path / "楼道.png"


def test_an_area_is_found_by_initials_and_chosen_by_keyboard(visit: Visit) -> None:
    page = visit("/_ui/forms/")
    picker = page.locator("#areas linli-area-picker").first
    picker.locator("input[type=search]").fill("lyxc")
    assert picker.locator("li:visible > label").all_inner_texts()[-1].startswith("柳营新村")
    page.keyboard.press("Enter")
    assert page.url.endswith("/forms/"), "Enter in the finding box sends no form"
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert "柳营新村" in picker.locator(".picker-chosen").inner_text()


def test_a_chosen_area_covers_what_lies_in_it_and_can_be_taken_off(visit: Visit) -> None:
    page = visit("/_ui/forms/")
    picker = page.locator("#areas linli-area-picker").first
    picker.get_by_label("共和新路街道", exact=True).check()
    assert picker.get_by_label("和源名城").is_disabled()
    chips = picker.locator(".picker-chosen button")
    assert [text.split("\n")[0] for text in chips.all_inner_texts()] == ["共和新路街道", "临汾居民委员会"]
    chips.first.click()
    assert picker.get_by_label("和源名城").is_enabled()
    assert page.evaluate("document.activeElement.closest('.picker-chosen') !== null"), "the focus stays near"


def test_a_large_photo_is_shrunk_shown_and_can_be_taken_off(visit: Visit, large_photo: Path) -> None:
    page = visit("/_ui/forms/")
    photos = page.locator("#photos linli-photos").first
    photos.locator("input[type=file]").set_input_files(large_photo)
    photos.locator("li canvas").wait_for()
    photos.locator("[role=status]", has_text="已添加").wait_for()
    sent = page.evaluate(
        "document.querySelector('#photos input[type=file]').files[0].arrayBuffer().then(b => [...new Uint8Array(b)])"
    )
    assert max(Image.open(BytesIO(bytes(sent))).size) == 1600
    assert "楼道.jpg" in photos.locator("[role=status]").inner_text()
    photos.get_by_role("button", name="去掉 楼道.jpg").click()
    assert page.evaluate("document.querySelector('#photos input[type=file]').files.length") == 0


def test_what_is_no_photo_is_sent_as_it_is_and_the_fifth_is_left_out(visit: Visit, tmp_path: Path) -> None:
    page = visit("/_ui/forms/")
    files = [tmp_path / f"{number}.jpg" for number in range(5)]
    for file in files:
        file.write_bytes(b"not a photo")
    photos = page.locator("#photos linli-photos").first
    photos.locator("input[type=file]").set_input_files(files)
    photos.locator("[role=status]", has_text="没有添加").wait_for()
    assert page.evaluate("document.querySelector('#photos input[type=file]').files.length") == 4
    assert "4.jpg" in photos.locator("[role=status]").inner_text()


def test_without_scripts_there_are_boxes_and_a_file_input(visit: Visit) -> None:
    page = visit("/_ui/forms/", java_script_enabled=False)
    assert page.locator("#areas input[type=search]:visible").count() == 0
    page.locator("#areas summary").first.click()
    assert page.locator("#photos input[type=file]").first.is_visible()
    assert page.locator("#photos label.button:visible").count() == 0
