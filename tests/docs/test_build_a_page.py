"""The guide to building a page shows what is really there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "how-to" / "build-a-page.md"
BLOCKS = re.findall(r"<!-- from (\S+) -->\n```\w+\n(.*?)\n```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_guide_shows_every_step() -> None:
    assert len(BLOCKS) == GUIDE.read_text(encoding="utf-8").count("```") // 2 >= 6


@pytest.mark.parametrize(("path", "block"), BLOCKS, ids=[path for path, _ in BLOCKS])
def test_every_block_of_the_guide_stands_in_the_repository_word_for_word(path: str, block: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")

    for part in block.split("\n\n\n"):
        assert part in source
