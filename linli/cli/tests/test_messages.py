"""Message catalogues are compiled when they change."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Any

from django.utils import translation

from linli.cli.messages import compile_messages

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Neighbour"
msgstr "邻居"

#, fuzzy
msgid "Street"
msgstr "错"
"""


def _catalogue(root: Path) -> Path:
    path = root / "app" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_compiled_catalogue_speaks_and_leaves_out_what_is_doubtful(tmp_path: Path) -> None:
    source = _catalogue(tmp_path)

    assert compile_messages(tmp_path) == 1

    with source.with_suffix(".mo").open("rb") as compiled:
        chinese = gettext.GNUTranslations(compiled)
    assert chinese.gettext("Neighbour") == "邻居"
    assert chinese.gettext("Street") == "Street"


def test_only_what_changed_is_compiled_again(tmp_path: Path) -> None:
    source = _catalogue(tmp_path)
    compile_messages(tmp_path)

    assert compile_messages(tmp_path) == 0

    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_messages(tmp_path) == 1


def test_a_process_that_spoke_before_the_texts_were_compiled_speaks_the_language_after(
    tmp_path: Path, settings: Any
) -> None:
    source = _catalogue(tmp_path)
    settings.LOCALE_PATHS = [source.parents[2]]
    with translation.override("zh-hans"):
        assert translation.gettext("Neighbour") == "Neighbour"
    compile_messages(tmp_path)
    with translation.override("zh-hans"):
        assert translation.gettext("Neighbour") == "邻居"
