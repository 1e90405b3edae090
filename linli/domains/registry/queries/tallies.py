"""Numbers of areas, added up from the tallies of their committees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Sum

from linli.domains.registry.models import Tally
from linli.foundation.scope import Actor, Scope

NUMBERS = (
    "people",
    "elders",
    "households",
    "homes",
    "organisations",
    "without_birth_date",
    "without_telephone",
    "without_home",
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted of an area, and how old the oldest of the counts is."""

    people: int = 0
    elders: int = 0
    households: int = 0
    homes: int = 0
    organisations: int = 0
    without_birth_date: int = 0
    without_telephone: int = 0
    without_home: int = 0
    committees: int = 0  # how many committees have been counted
    as_of: datetime | None = None  # None: nothing has been counted yet


def numbers_within(actor: Actor, area: Scope | None = None) -> Numbers:
    """Add up what the actor may see, or the part of it in an area."""
    scope = actor.scope if area is None else actor.scope.narrowed(area)
    return _added(scope)


def numbers_of_areas(actor: Actor, areas: Iterable[Scope]) -> Sequence[Numbers]:
    """Add up each of these areas, in one query however many."""
    wanted = [actor.scope.narrowed(area) for area in areas]
    if not wanted:
        return []
    whole = Scope(min(area.lo for area in wanted), max(area.hi for area in wanted))
    counted = list(Tally.objects.filter(whole.as_q("committee_code")).order_by("committee_code"))
    return [_sum([tally for tally in counted if area.covers(tally.committee_code)]) for area in wanted]


def _added(scope: Scope) -> Numbers:
    sums = Tally.objects.filter(scope.as_q("committee_code")).aggregate(
        **{name: Sum(name, default=0) for name in NUMBERS},
        committees=Count("pk"),
        as_of=Min("counted_at"),
    )
    return Numbers(**sums)


def _sum(tallies: Sequence[Tally]) -> Numbers:
    if not tallies:
        return Numbers()
    return Numbers(
        **{name: sum(getattr(tally, name) for tally in tallies) for name in NUMBERS},
        committees=len(tallies),
        as_of=min(tally.counted_at for tally in tallies),
    )
