"""What the README names exists, and what exists is named there."""

from __future__ import annotations

import re
from pathlib import Path

from linli.ui.gallery.catalogue import EVERYTHING
from linli.ui.templatetags.ui import register
from linli.ui.tests.colours import STYLES

HERE = Path(__file__).resolve().parents[1]
README = (HERE / "README.md").read_text(encoding="utf-8")
SHEETS = "\n".join(path.read_text(encoding="utf-8") for path in STYLES.rglob("*.css"))
STYLED = set(re.findall(r"\.([a-z][a-z0-9-]*)", SHEETS))
OF_THE_HOUSE = {"kind_of_message", "kind_word"}  # used by our own templates alone


def documented_classes() -> set[str]:
    table = README.split("## Classes on plain HTML", 1)[1].split("###", 1)[0]
    first_cells = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`([a-z][a-z-]*)`", cell)}


def test_every_class_that_is_documented_exists() -> None:
    documented = documented_classes()
    assert len(documented) > 45
    markers = {"wide-only", "number", "code", "form-row", "lines"}  # styled together with their table or their text
    assert documented - STYLED - markers == set()


def test_every_tag_is_documented() -> None:
    assert {name for name in register.tags if f"{{% {name} " not in README} - OF_THE_HOUSE == set()


def test_every_element_is_documented() -> None:
    defined = {
        name
        for path in (STYLES.parent / "elements").glob("*.js")
        for name in re.findall(r'customElements\.define\("([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(defined) > 8
    assert {name for name in defined if name not in README} == set()


def test_every_example_is_in_the_catalogue_and_says_what_it_owes() -> None:
    files = {path.stem for path in (HERE / "templates/gallery/examples").glob("*.html")}
    assert files == {sample.name for sample in EVERYTHING.samples}
    assert [sample.name for sample in EVERYTHING.samples if len(sample.must) < 2] == []


def test_every_class_of_an_example_is_styled_or_found_by_a_script() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (STYLES.parent / "elements").glob("*.js"))
    worn = {
        name
        for path in (HERE / "templates/gallery/examples").glob("*.html")
        for group in re.findall(r'class="([a-z0-9 -]+)"', path.read_text(encoding="utf-8"))
        for name in group.split()
    }
    assert {name for name in worn if name not in STYLED and f".{name}" not in scripts} == set()
