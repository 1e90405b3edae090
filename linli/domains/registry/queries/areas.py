"""Names of areas beside people and homes."""

from __future__ import annotations

from collections.abc import Iterable

from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of
from linli.toolbox.levels import Level


def committee_names(area_codes: Iterable[int]) -> dict[int, str]:
    """Give the name of the committee around each code, in one query."""
    committees = {code: committee_of(code) for code in set(area_codes)}
    named = dict(territory.Area.objects.filter(pk__in=set(committees.values())).values_list("code", "short_name"))
    return {code: named.get(committee, "") for code, committee in committees.items()}


def committees_beside(actor: Actor, area_codes: Iterable[int]) -> dict[int, str]:
    """Give the committee of each row of a list that spans several; nothing for a list of one."""
    codes = set(area_codes)
    return committee_names(codes) if codes and is_above_committees(actor) else {}


def is_above_committees(actor: Actor) -> bool:
    """Say whether the actor looks at more than one committee, so that lists name it."""
    return actor.level < Level.COMMITTEE


def area_name(code: int) -> str:
    """Give the name of one area; empty when there is none at this code."""
    return territory.Area.objects.filter(pk=code).values_list("short_name", flat=True).first() or ""
