"""The guide to building a page, and that of the search box, show what is really there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "how-to" / "build-a-page.md"
FINDING = ROOT / "linli" / "foundation" / "finding" / "README.md"


def blocks_of(document: Path) -> list[tuple[str, str]]:
    """Give the file that each block is from, and the block."""
    return re.findall(r"<!-- from (\S+) -->\n```\w+\n(.*?)\n```", document.read_text(encoding="utf-8"), re.DOTALL)


BLOCKS = [*blocks_of(GUIDE), *blocks_of(FINDING)]


@pytest.mark.parametrize(
    ("document", "least"), [(GUIDE, 7), (FINDING, 3)], ids=lambda given: getattr(given, "stem", "")
)
def test_every_block_names_the_file_it_is_from(document: Path, least: int) -> None:
    assert len(blocks_of(document)) == document.read_text(encoding="utf-8").count("```") // 2 >= least


@pytest.mark.parametrize(("path", "block"), BLOCKS, ids=[path for path, _ in BLOCKS])
def test_every_block_stands_in_the_repository_word_for_word(path: str, block: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")

    for part in block.split("\n\n\n"):
        assert part in source
