"""Colours carry meaning and can be read by everybody."""

from __future__ import annotations

import re

import pytest

from linli.ui.tests.colours import STYLES, contrast, declared, hexadecimal, resolve

LOOKS = {
    "light": ("palette.css", "meaning.css"),
    "dark": ("palette.css", "meaning.css", "dark.css"),
    "high contrast": ("palette.css", "meaning.css", "contrast.css"),
    "dark, high contrast": ("palette.css", "meaning.css", "dark.css", "contrast.css", "contrast-dark.css"),
}
GROUNDS = ["--ground", "--surface", "--sunk", "--hover"]
WRITING = [(ink, ground) for ink in ("--ink", "--ink-soft", "--ink-faint", "--action", "--late") for ground in GROUNDS]
WRITING += [("--action-pressed", ground) for ground in GROUNDS]
WRITING += [(ink, "--selected") for ink in ("--ink", "--ink-soft", "--ink-faint", "--action")]
WRITING += [(f"--{kind}", f"--{kind}-tint") for kind in ("done", "soon", "late", "info")]
WRITING += [("--ink", f"--{kind}-tint") for kind in ("done", "soon", "late", "info", "action")]
WRITING += [("--action", "--action-tint"), ("--done", "--surface"), ("--done", "--ground")]
WRITING += [("--ink-on-solid", solid) for solid in ("--action", "--action-pressed", "--late", "--late-pressed")]
EDGES = [(edge, ground) for edge in ("--control-line", "--focus") for ground in ("--ground", "--surface", "--sunk")]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), WRITING)
def test_writing_can_be_read_on_its_ground(look: str, ink: str, ground: str) -> None:
    values = declared(*LOOKS[look])
    measured = contrast(resolve(ink, values), resolve(ground, values))
    assert measured >= (7 if "high contrast" in look else 4.5), f"{ink} on {ground}: {measured:.2f}"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_control_is_seen(look: str, edge: str, ground: str) -> None:
    values = declared(*LOOKS[look])
    assert contrast(resolve(edge, values), resolve(ground, values)) >= 3


def test_the_measure_agrees_with_what_is_known() -> None:
    assert contrast("oklch(100% 0 0)", "oklch(0% 0 0)") == pytest.approx(21)
    # #777 on white is the textbook 4.48
    assert contrast("oklch(56.93% 0 0)", "oklch(100% 0 0)") == pytest.approx(4.48, abs=0.02)


COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|color)\(|:[^;{]*\b(?:white|red|green|blue|gr[ae]y|orange)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("sheet", sorted(STYLES.rglob("*.css")), ids=lambda path: str(path.relative_to(STYLES)))
def test_only_the_palette_names_a_colour(sheet) -> None:
    if sheet.parent.name == "tokens" and sheet.name != "meaning.css":
        return
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not COLOUR.findall(text)


def test_every_name_that_is_used_is_declared() -> None:
    sheets = {path: path.read_text(encoding="utf-8") for path in STYLES.rglob("*.css")}
    known = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+):", text)}
    used = {
        (name, path.name)
        for path, text in sheets.items()
        for name, fallback in re.findall(r"var\((--[\w-]+)\s*(,)?", text)
        if not fallback
    }
    assert {(name, path) for name, path in used if name not in known} == set()


def test_components_use_meanings_and_never_the_palette() -> None:
    steps = [name for name in declared("palette.css") if re.search(r"-\d+$", name)]
    for sheet in [*STYLES.glob("components/*.css"), *STYLES.glob("layout/*.css"), *STYLES.glob("*.css")]:
        assert not [name for name in steps if f"var({name})" in sheet.read_text(encoding="utf-8")], sheet


@pytest.mark.parametrize("sheet", ["dark.css", "contrast.css", "contrast-dark.css"])
def test_other_looks_redefine_the_palette_alone(sheet: str) -> None:
    assert set(declared(sheet)) <= set(declared("palette.css"))


def test_the_entry_sheet_imports_every_sheet_once() -> None:
    entry = (STYLES / "app.css").read_text(encoding="utf-8")
    imported = re.findall(r'@import "([^"]+)" layer\(\w+\);', entry)
    laid_over = {
        "app.css",
        "gallery.css",
        "tokens/elder.css",
        "tokens/dark.css",
        "tokens/contrast.css",
        "tokens/contrast-dark.css",
    }
    there = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")} - laid_over
    assert sorted(imported) == sorted(there)


def test_sheets_and_elements_stay_short() -> None:
    for path in STYLES.rglob("*.css"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path
    for path in (STYLES.parent / "elements").glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 120, path


def test_old_browsers_get_the_same_daylight() -> None:
    palette, old = declared("palette.css"), declared("palette-before-2023.css")
    assert old.keys() == palette.keys()
    assert {name: value for name, value in old.items() if "--shade" not in name} == {
        name: hexadecimal(value) for name, value in palette.items() if "--shade" not in name
    }
