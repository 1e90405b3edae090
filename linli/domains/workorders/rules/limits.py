"""The limits: read from data, never written into code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.states import State

OURS: Final = Path(__file__).with_name("limits.toml")
STAGES: Final = {State.REPORTED: "accept", State.SENT_UP: "dispatch", State.HANDLED: "check"}


class BadLimits(ValueError):  # noqa: N818 - it reads as what it is
    """The file of limits says something that cannot be; the sentence names the place."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One span of working time and where it comes from. Exactly one of ``hours`` and ``days`` is given."""

    hours: int
    days: int
    source: str
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of an installation."""

    as_of: date
    kinds: Mapping[Kind, Limit]
    stages: Mapping[str, Limit]

    def of_kind(self, kind: Kind) -> Limit:
        """Give the time from the report to the answer."""
        return self.kinds[kind]

    def of_stage(self, state: State) -> Limit | None:
        """Give the time an office has for its own decision; work itself runs by the kind's limit."""
        name = STAGES.get(state)
        return self.stages[name] if name else None


@lru_cache(maxsize=4)
def limits(path: Path = OURS) -> Limits:
    """Read the limits of a file; raises BadLimits with the place that is wrong."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        sources: Mapping[str, str] = raw["sources"]
        kinds = {kind: _limit(raw["kinds"][kind.value], sources, f"kinds.{kind}") for kind in Kind}
        stages = {name: _limit(raw["stages"][name], sources, f"stages.{name}") for name in STAGES.values()}
    except KeyError as missing:
        raise BadLimits(f"{path.name} says nothing of {missing}.") from missing
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise BadLimits(f"{path.name} cannot be read: {problem}") from problem
    return Limits(raw["as_of"], kinds, stages)


def _limit(raw: Mapping[str, Any], sources: Mapping[str, str], place: str) -> Limit:
    hours, days = raw.get("hours", 0), raw.get("days", 0)
    if not (isinstance(hours, int) and isinstance(days, int)) or min(hours, days) < 0 or bool(hours) == bool(days):
        raise BadLimits(f"{place} wants either hours or days, a whole number above 0.")
    return Limit(hours, days, sources[raw["source"]], bool(raw.get("assumed", False)))
