"""The limits: read from data, never written into code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.states import State

OURS: Final = Path(__file__).with_name("limits.toml")
_LONGEST: Final = {"hours": 2_000, "days": 366}  # of working time: about a year
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
    """Read the limits of a file; what an installation's own leaves out is ours. Raises BadLimits with what is wrong."""
    ours = None if path == OURS else limits(OURS)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadLimits(f"{path.name} cannot be read: {problem}") from problem
    as_of = raw.get("as_of", ours and ours.as_of)
    if type(as_of) is not date:
        raise BadLimits(f"{path.name}: as_of wants a day, such as 2026-11-22.")
    sources = _table(raw, "sources")
    kinds = _limits(raw, "kinds", [kind.value for kind in Kind], sources)
    stages = _limits(raw, "stages", list(STAGES.values()), sources)
    if ours is not None:
        return Limits(as_of, {**ours.kinds, **{Kind(name): kinds[name] for name in kinds}}, {**ours.stages, **stages})
    return Limits(as_of, {kind: kinds[kind.value] for kind in Kind}, stages)


def _limits(raw: Mapping[str, Any], table: str, known: Sequence[str], sources: Mapping[str, Any]) -> dict[str, Limit]:
    """Read the limits of a table; a name that is none of ours is a slip of the pen, and is said."""
    found = _table(raw, table)
    for name in found:
        if name not in known:
            raise BadLimits(f"{table}.{name} is not known here. There are: {', '.join(known)}.")
    return {name: _limit(_table(found, name), sources, f"{table}.{name}") for name in found}


def _table(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if not isinstance(found, dict):
        raise BadLimits(f"[{name}] wants to be a table.")
    return found


def _limit(raw: Mapping[str, Any], sources: Mapping[str, Any], place: str) -> Limit:
    hours, days = raw.get("hours", 0), raw.get("days", 0)
    if not (type(hours) is int and type(days) is int) or min(hours, days) < 0 or bool(hours) == bool(days):
        raise BadLimits(f"{place} wants either hours or days, a whole number above 0.")
    if hours > _LONGEST["hours"] or days > _LONGEST["days"]:
        raise BadLimits(f"{place} is longer than a year: at most 2000 hours or 366 days.")
    source, is_assumed = sources.get(str(raw.get("source", ""))), raw.get("assumed", False)
    if not isinstance(source, str) or not source:
        raise BadLimits(f"{place} names no source that stands under [sources].")
    if not isinstance(is_assumed, bool):
        raise BadLimits(f"{place}: assumed is true or false.")
    return Limit(hours, days, source, is_assumed)
