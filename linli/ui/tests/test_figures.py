"""Pictures of numbers: exact, readable without the picture, and never only colour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template import TemplateSyntaxError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from linli.ui.figures import Area, Bar, Fitting, Line, Spot, bounds_of, map_of, spark, step_of, written
from linli.ui.tests.colours import STYLES, declared, hexadecimal, luminance, resolve
from linli.ui.tests.test_colours import LOOKS
from linli.ui.tests.test_tags import Elements, draw

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60))
def test_a_larger_number_is_never_in_a_lighter_shade(values: list[int]) -> None:
    bounds = bounds_of(values)
    steps = [step_of(value, bounds) for value in sorted(values)]
    assert steps == sorted(steps)
    assert set(steps) <= {1, 2, 3, 4, 5}
    assert len(bounds) <= 5


def test_every_area_has_its_number_its_link_and_its_line_in_the_list() -> None:
    areas = [Area("共和新路街道", 52, "/a/"), Area("彭浦镇", 1200, "/b/"), Area("北站街道", 0)]
    html = draw('{% area_map areas title="T" what="W" unit="件" %}', areas=areas)
    assert [attributes.get("href") for tag, attributes in Elements(html).found if tag == "a"] == [
        "/a/", "/b/", None, "/b/", "/a/",
    ]  # fmt: skip
    assert html.count("1,200") == 4  # title, tile, list, and the legend
    assert re.findall(r"<text class=\"map-number\"[^>]*>([^<]+)", html) == ["52", "1,200", "0"]
    assert "共和新路街道：52 件" in html


def test_a_map_with_boundaries_has_north_above_and_keeps_its_shape() -> None:
    square = [(0.0, 60.0), (2.0, 60.0), (2.0, 61.0), (0.0, 61.0)]  # at 60° a degree east is half a degree north
    place = Fitting.around(square)
    (west, south), (east, _), (_, north), _ = [place.at(point) for point in square]
    assert south > north
    assert (east - west) == pytest.approx(south - north, rel=0.02)
    assert not map_of([Area("A", 1, boundary=square)]).is_tiles


def test_an_area_without_a_boundary_turns_all_into_tiles() -> None:
    assert map_of([Area("A", 1, boundary=[(0, 0), (1, 0), (1, 1)]), Area("B", 2)]).is_tiles


def test_no_areas_no_map() -> None:
    assert draw('{% area_map areas title="T" what="W" unit="u" %}', areas=[]).strip() == ""
    assert draw('{% spot_map spots title="T" %}', spots=[]).strip() == ""


def test_bars_begin_at_zero_and_the_longest_fills_the_row() -> None:
    html = draw('{% bars rows title="T" what="W" unit="件" %}', rows=[Bar("a", 50, "/a/"), Bar("b", 0), Bar("c", -3)])
    assert [attributes["width"] for tag, attributes in Elements(html).found if tag == "rect"] == ["100.0", "0.0", "0.0"]
    assert html.count('scope="row"') == 3


def test_a_line_holds_every_number_and_breaks_where_nobody_knows() -> None:
    assert len(spark([1, None, 2, 3])) == 2
    html = draw(
        '{% lines rows periods=periods title="T" what="W" %}',
        rows=[Line("a", [1, None, 2000])],
        periods=["x", "y", "z"],
    )
    assert "2,000" in html
    assert html.count("<polyline") == 2
    with pytest.raises(TemplateSyntaxError):
        draw('{% lines rows periods=periods title="T" what="W" %}', rows=[Line("a", [1])], periods=["x", "y"])


def test_points_are_numbered_on_the_picture_and_in_the_list() -> None:
    html = draw(
        '{% spot_map spots title="T" %}', spots=[Spot("七号楼", 121.4, 31.2, "/7/"), Spot("九号楼", 121.5, 31.3)]
    )
    assert html.count(">1</") == html.count(">2</") == 2
    assert "七号楼" in html


@pytest.mark.parametrize(("value", "expected"), [(4212, "4,212"), (2.5, "2.5"), (3.0, "3"), ("少于 10", "少于 10")])
def test_numbers_are_written_with_their_thousands(value: object, expected: str) -> None:
    assert written(value) == expected


def test_a_number_says_its_change_in_words() -> None:
    with translation.override("zh-hans"):
        html = draw('{% stat label="逾期" value=17 unit="件" change=-3 since="上周" href="/late/" %}')
    assert "比上周少 3" in html
    assert Elements(html).one("a")["href"] == "/late/"


@pytest.mark.parametrize(
    ("ahead", "kind", "words"),
    [
        (timedelta(minutes=12), "soon", "还剩 12 分钟"),
        (timedelta(hours=3), "soon", "还剩 3 小时"),
        (timedelta(hours=30), None, "还剩 30 小时"),
        (timedelta(days=7), None, "还剩 7 天"),
        (timedelta(days=-2), "late", "逾期 2 天"),
    ],
)
def test_a_deadline_says_how_long(ahead: timedelta, kind: str | None, words: str) -> None:
    with translation.override("zh-hans"):
        html = draw("{% due moment now=now %}", moment=NOW + ahead, now=NOW).replace("\N{NO-BREAK SPACE}", " ")
    assert words in html
    assert Elements(html).found[0][1].get("data-kind") == kind
    assert "期限 11月" in html


SHADES = {1: 0.07, 2: 0.17, 3: 0.36, 4: 0.84, 5: 1.0}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("step", "opacity"), SHADES.items())
def test_a_number_can_be_read_on_every_shade(look: str, step: int, opacity: float) -> None:
    values = declared(*LOOKS[look])
    shade = mixed(resolve("--ground", values), resolve("--action", values), opacity)
    ink = luminance(resolve("--ink-on-solid" if step >= 4 else "--ink", values))
    lighter, darker = sorted((shade, ink), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_shades_of_the_sheet_are_those_that_were_measured() -> None:
    sheet = (STYLES / "components" / "figure.css").read_text(encoding="utf-8")
    found = re.findall(r'data-step="(\d)"\] :is\(rect, polygon\) \{\s+fill-opacity: ([\d.]+);', sheet)
    assert {int(step): float(opacity) for step, opacity in found} == {k: v for k, v in SHADES.items() if k < 5}


def mixed(ground: str, solid: str, opacity: float) -> float:
    """Lay one colour over the other as a browser does, in sRGB, and give the luminance."""
    pairs = zip(bytes.fromhex(hexadecimal(ground)[1:]), bytes.fromhex(hexadecimal(solid)[1:]), strict=True)
    encoded = [(under * (1 - opacity) + over * opacity) / 255 for under, over in pairs]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in encoded)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
