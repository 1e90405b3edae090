"""Each component looks as it did: its picture is compared with the one in docs/pictures/gallery.

``LINLI_PICTURES=1`` draws them anew. Machines draw letters differently, so pictures are compared only where the browser
measures the same text as wide as where they were drawn (``fonts.json`` beside them); elsewhere the tests say that they
were skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from linli.ui.gallery.catalogue import EVERYTHING

pytestmark = pytest.mark.journey
KEPT = Path(__file__).resolve().parents[3] / "docs" / "pictures" / "gallery"
FONTS = KEPT / "fonts.json"
RENEW = bool(os.environ.get("LINLI_PICTURES"))
NAMES = [sample.name for sample in EVERYTHING.samples]
SAME = (
    40  # how far a channel may lie apart before a pixel counts as another one: edges of letters are never quite equal
)
SHARE = 0.015
# what floats over the page, and would lie over an example
STILL = ".top-bar, .toasts, .bottom-bar, .rail { display: none !important } * { caret-color: transparent !important }"
MEASURE = """() => ["永邻里治理", "Linli 0123456789", "ئۇيغۇرچە", "▲◆›"].flatMap((text) => [400, 600].map((weight) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} 40px ${getComputedStyle(document.body).fontFamily}`;
  return Math.round(pen.measureText(text).width * 10) / 10;
}))"""


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Every component on one page, on the same morning."""
    with (
        time_machine.travel("2026-11-22T09:30:00+08:00", tick=True),
        browser.new_context(
            base_url=address, viewport={"width": 900, "height": 1400}, bypass_csp=True, reduced_motion="reduce",
            locale="zh-CN", color_scheme="light",
        ) as window,
    ):  # fmt: skip
        drawn = window.new_page()
        drawn.goto("/_ui/all/")
        drawn.add_style_tag(content=STILL)
        yield drawn


@pytest.fixture(scope="module")
def fonts(page: Page) -> None:
    """Skip, saying so, where letters are drawn otherwise than on the kept pictures."""
    here = page.evaluate(MEASURE)
    if RENEW:
        KEPT.mkdir(parents=True, exist_ok=True)
        FONTS.write_text(json.dumps(here) + "\n", encoding="utf-8")
    elif not FONTS.is_file() or json.loads(FONTS.read_text(encoding="utf-8")) != here:
        pytest.skip("This machine draws letters otherwise than the kept pictures; nothing is compared.")


@pytest.mark.parametrize("name", NAMES)
def test_a_component_looks_as_it_did(page: Page, fonts: None, name: str) -> None:
    now = Image.open(BytesIO(page.locator(f'[data-example="{name}"]').screenshot(animations="disabled")))
    small = now.convert("RGB").quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    kept = KEPT / f"{name}.png"
    if RENEW:
        small.save(kept, optimize=True)
    assert kept.is_file(), "There is no picture of this component yet: LINLI_PICTURES=1 draws it."
    before = Image.open(kept).convert("RGB")
    assert small.size == before.size, "Its size is another one; look at it, then draw it anew with LINLI_PICTURES=1."
    apart = share_apart(small.convert("RGB"), before)
    assert apart < SHARE, f"{apart:.1%} of it look different; look at it, then draw it anew with LINLI_PICTURES=1."


def share_apart(one: Image.Image, other: Image.Image) -> float:
    """Give the share of pixels that are really another colour."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[SAME + 1 :]) / (one.width * one.height)


def test_the_measure_sees_a_difference() -> None:
    white, spoilt = Image.new("RGB", (100, 100), "white"), Image.new("RGB", (100, 100), "white")
    spoilt.paste("black", (0, 0, 20, 10))
    assert share_apart(white, white) == 0
    assert share_apart(white, spoilt) == pytest.approx(0.02)


def test_there_is_a_picture_of_every_component_and_no_other_and_they_are_small() -> None:
    pictures = {path.stem: path.stat().st_size for path in KEPT.glob("*.png")}
    assert set(pictures) == set(NAMES)
    assert max(pictures.values()) < 40_000
    assert sum(pictures.values()) < 1_500_000
