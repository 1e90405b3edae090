"""What the gallery shows: groups of components, and for each what it must do for everybody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Sample:
    """A component with examples in ``gallery/examples/<name>.html`` and its accessibility criteria."""

    name: str
    title: str
    must: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Components that are looked for together; a page of the gallery."""

    name: str
    title: str
    lead: str
    samples: tuple[Sample, ...]


def _group(entry: dict[str, Any]) -> Group:
    samples = tuple(Sample(one["name"], one["title"], tuple(one["must"])) for one in entry["sample"])
    return Group(entry["name"], entry["title"], entry["lead"], samples)


FILE: Final = Path(__file__).with_suffix(".toml")
GROUPS: Final = tuple(_group(entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["group"])
# one page with all of it, for the tests
EVERYTHING: Final = Group("all", "全部组件", "每一个组件。", tuple(one for group in GROUPS for one in group.samples))
